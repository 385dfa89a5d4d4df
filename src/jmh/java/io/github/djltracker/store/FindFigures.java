package io.github.djltracker.store;

import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.process.PostgresServer;
import io.github.djltracker.testing.process.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to find runs among many: makes an experiment of many runs (100,000 by default) with 10 settings and
 * 5 metrics each, over 5 models, and requests pages of it.
 */
public final class FindFigures {
    private static final int TIMES = 101;
    private static final long WARM_UP = 5_000_000_000L; // ns
    private static final int PAGE = 100;
    /** Runs that are made in one transaction. */
    private static final int TOGETHER = 500;

    private static final List<String> COLUMNS =
            List.of("loss@validate", "accuracy@validate.max", "optimizer.learningRate");

    private FindFigures() {}

    /**
     * Arguments: the number of runs, then {@code postgres} to measure PostgreSQL instead of SQLite. Or {@code mlflow}
     * and for how many seconds MLflow makes runs; then the same number of runs is made here, and both answer the same
     * queries.
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[0].equals("mlflow")) {
            besideMlflow(args[1]);
            return;
        }
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        if (args.length > 1 && args[1].equals("postgres")) {
            try (PostgresServer server = PostgresServer.start();
                    SqlStore store = SqlStore.open(server.database())) {
                measure(store, "PostgreSQL", runs);
            }
        } else {
            Path folder = Files.createTempDirectory("djl-tracker-find");
            Path file = folder.resolve("runs.db");
            try (SqlStore store = SqlStore.open(file)) {
                measure(store, "SQLite", runs);
            }
            System.out.printf("| size of the file | %,d bytes |%n", Files.size(file));
        }
    }

    private static void measure(SqlStore store, String name, int count) {
        long began = System.nanoTime();
        make(store, count);
        System.out.printf("| %s: %,d runs made | %.1f s |%n", name, count, (System.nanoTime() - began) / 1e9);
        ExperimentRuns runs = store.experiment("sweep").runs();
        RunQuery page = RunQuery.all().columns(COLUMNS).first(PAGE);
        String[][] questions = {
            {
                "three terms, sorted by a metric",
                "loss@validate.min < 0.5 and optimizer = Adam and optimizer.learningRate <= 0.05",
                "accuracy@validate.max"
            },
            {
                "three terms that few runs fulfil",
                "loss@validate.min < 0.01 and optimizer = Adam and setting5.value < 50",
                "loss@validate"
            },
            {
                "three terms that no run fulfils together",
                "loss@validate.min < 0.3 and loss@validate.min > 0.7 and optimizer = Adam",
                "loss@validate"
            },
            {"no filter, sorted by a metric", null, "loss@validate"},
            {"no filter, the latest", null, null},
            {"a text in a setting", "optimizer ~ ada and status = FINISHED", "loss@validate"},
        };
        for (String[] question : questions) {
            RunQuery query = question[1] == null ? page : page.where(question[1]);
            RunQuery sorted = question[2] == null ? query : query.sortDescending(question[2]);
            report(question[0] + ", a page", () -> runs.find(sorted));
        }
        RunFilter filter = RunFilter.parse(questions[0][1]);
        report("the same three terms, all counted", () -> runs.count(filter));
    }

    /** Makes the experiment "sweep" with this many runs. */
    public static void make(SqlStore store, int count) {
        Random random = new Random(1);
        for (int from = 0; from < count; from += TOGETHER) {
            int first = from;
            store.database().write(session -> {
                for (int i = first; i < Math.min(count, first + TOGETHER); i++) {
                    make(store, random, i);
                }
                return first;
            });
        }
    }

    private static void besideMlflow(String seconds) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-find");
        List<String> printed = Python.run("search_mlflow.py", "sqlite:///" + folder.resolve("mlflow.db"), seconds);
        int count = Integer.parseInt(printed.get(0));
        double theirs = Double.parseDouble(printed.get(1));
        System.out.printf(
                "| MLflow: %,d runs made in %s s; three terms, sorted by a metric, p50 | %.1f ms |%n",
                count, seconds, theirs);
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            Random random = new Random(1);
            for (int i = 0; i < count; i++) {
                make(store, random, i);
            }
            ExperimentRuns runs = store.experiment("sweep").runs();
            RunQuery query = RunQuery.all()
                    .columns(COLUMNS)
                    .first(PAGE)
                    .where("loss@validate < 0.5 and optimizer = Adam and f1@validate > 0.05")
                    .sortDescending("accuracy@validate");
            double ours = report("here, as many runs, the same question", () -> runs.find(query));
            System.out.printf("| times as fast | %.0f |%n", theirs / ours);
        }
    }

    /** Prints how long a query takes, and returns the median in milliseconds. */
    private static double report(String what, Runnable question) {
        double[] millis = new double[TIMES];
        for (long began = System.nanoTime(); System.nanoTime() - began < WARM_UP; ) {
            question.run();
        }
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            question.run();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf("| %s, p50 and p99 | %.1f, %.1f ms |%n", what, millis[TIMES / 2], millis[TIMES * 99 / 100]);
        return millis[TIMES / 2];
    }

    private static void make(SqlStore store, Random random, int number) {
        UUID run = new UUID(random.nextLong(), random.nextLong());
        long time = 1_700_000_000_000L + number * 60_000L;
        long[] steps = {0, 1, 2};
        long[] times = {time, time + 1, time + 2};
        Map<String, @Nullable Object> optimizer = new LinkedHashMap<>();
        optimizer.put("role", "optimizer");
        optimizer.put("learningRate", Math.pow(10, -4 * random.nextDouble()));
        List<IterationModule> modules = new ArrayList<>();
        modules.add(new IterationModule(0, new ModuleRecord(random.nextBoolean() ? "Adam" : "Sgd", optimizer)));
        for (int i = 3; i <= 10; i++) {
            modules.add(new IterationModule(
                    0, new ModuleRecord("setting" + i, Map.of("role", "setting" + i, "value", random.nextInt(100)))));
        }
        List<SeriesColumns> series = new ArrayList<>();
        for (String metric : List.of("loss", "accuracy", "f1", "precision", "recall")) {
            double[] values = random.doubles(3).toArray();
            series.add(new SeriesColumns(metric, "validate", steps, times, values));
        }
        store.logs()
                .append(
                        run,
                        List.of(
                                new RunStart(
                                        run,
                                        "sweep",
                                        "model" + number % 5,
                                        "net" + number % 5,
                                        null,
                                        List.of(),
                                        Instant.ofEpochMilli(time),
                                        null,
                                        Map.of("host", "node" + number % 8)),
                                new RunBatch(1, new IterationColumns(steps, new int[3], times), series, modules),
                                new RunEnd(
                                        2, RunStatus.FINISHED, Instant.ofEpochMilli(time + 60_000), Map.of(), null)));
    }
}
