package io.github.djltracker.store;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.process.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How queries become slower as a store grows: first more and more other runs around one experiment of 1,000 runs, then
 * more models in one experiment, more series in one run, and more points in one run. Prints a table for each, with a
 * column for each size: the median of nine, in milliseconds.
 *
 * <p>Arguments: the final numbers of runs, models, series and points, by default 1,000,000, 10,000, 10,000 and
 * 1,000,000,000; 0 leaves a part out. {@code postgres} after these measures PostgreSQL instead of SQLite.
 */
public final class GrowthFigures {
    private static final int TIMES = 9;
    /** Runs that are made in one transaction. */
    private static final int TOGETHER = 500;

    private static final int EXPERIMENTS = 1_000;
    private static final int MODELS = 10;
    private static final int AROUND = 1_000;

    private final SqlStore store;
    private final Random random = new Random(1);
    private final List<String> sizes = new ArrayList<>();
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private GrowthFigures(SqlStore store) {
        this.store = store;
    }

    /** A query of the store. */
    private interface Question {
        Object ask();
    }

    public static void main(String[] args) throws Exception {
        long[] most = {1_000_000, 10_000, 10_000, 1_000_000_000};
        for (int i = 0; i < Math.min(args.length, most.length); i++) {
            most[i] = Long.parseLong(args[i]);
        }
        boolean isPostgres = args.length > most.length && args[most.length].equals("postgres");
        Path folder = Files.createTempDirectory("djl-tracker-growth");
        try (PostgresServer server = isPostgres ? PostgresServer.start() : null;
                SqlStore store =
                        server == null ? SqlStore.open(folder.resolve("runs.db")) : SqlStore.open(server.database())) {
            if (most[0] > 0) {
                new GrowthFigures(store).runs((int) most[0]);
            }
            if (most[1] > 0) {
                new GrowthFigures(store).models((int) most[1]);
            }
            if (most[2] > 0) {
                new GrowthFigures(store).series((int) most[2]);
            }
            if (most[3] > 0) {
                new GrowthFigures(store).points(most[3]);
            }
        } finally {
            Noise.delete(folder);
        }
    }

    private void runs(int most) {
        make("around", MODELS, 0, AROUND);
        Experiment around = store.experiment("around");
        Model model = around.models().list().get(0);
        UUID run = model.runs().list().get(0).id();
        UUID open = UUID.randomUUID();
        store.logs().append(open, start(open, "around", 0));
        long began = System.nanoTime();
        int made = 0;
        for (int size = 1_000; size <= most; size *= 10) {
            for (; made < size; made += TOGETHER) {
                make("experiment " + made / TOGETHER % EXPERIMENTS, MODELS, made, TOGETHER);
            }
            column("%,d runs", size);
            ask("experiments, the first page", () -> store.experiments().summaries(PageQuery.FIRST));
            ask("models of an experiment", () -> around.models().summaries(PageQuery.FIRST));
            ask("names of an experiment", () -> around.runs().names());
            RunQuery page = RunQuery.all().first(100).columns(List.of("loss@validate", "optimizer.learningRate"));
            ask("the latest 100 runs", () -> around.runs().find(page));
            RunQuery filtered = page.where("loss@validate.min < 0.5 and optimizer = Adam");
            ask("100 runs by a filter and a metric", () -> around.runs().find(filtered.sort("loss@validate")));
            ask("100 runs by a duration", () -> around.runs().find(filtered.sort("duration")));
            ask("runs of a model", () -> model.runs().list());
            ask("settings of a run", () -> model.runs().settings(Set.of(run)));
            ask("series of a model", () -> model.metrics().series());
            ask("a curve of 100 runs", () -> model.metrics().curve(CurveQuery.of("loss", "validate")));
            ask("metrics of a model, a page", () -> model.metrics().page(MetricQuery.ALL));
            ask("iterations of a model, a page", () -> model.iterations().page(IterationQuery.ALL));
            ask(
                    "runs with new entries, for alerts",
                    () -> store.heardSince(Instant.now().minusSeconds(5)));
            ask(
                    "an entry appended",
                    () -> store.logs().append(open, batch(store.logs().next(open), 1, List.of())));
            ask("a run begun and ended", () -> make("around", MODELS, 0, 1));
        }
        print(String.format(
                Locale.ROOT, "around them %,d runs, made in %,d s", made, (System.nanoTime() - began) / 1_000_000_000));
    }

    private void models(int most) {
        int made = 0;
        for (int size = 10; size <= most; size *= 10) {
            for (; made < size; made++) {
                make("of models", Integer.MAX_VALUE, made, 1);
            }
            Experiment experiment = store.experiment("of models");
            column("%,d models", size);
            ask("models, the first 50", () -> experiment.models().summaries(new PageQuery(null, 50)));
            ask(
                    "the latest 50 runs",
                    () -> experiment.runs().find(RunQuery.all().first(50)));
            ask(
                    "50 runs by model",
                    () -> experiment.runs().find(RunQuery.all().first(50).sort("model")));
            ask("a model by its hash", () -> experiment.models().read("model-3"));
            ask("a run begun and ended", () -> make("of models", Integer.MAX_VALUE, 0, 1));
        }
        print("models of one experiment");
    }

    private void series(int most) {
        for (int size = 10; size <= most; size *= 10) {
            UUID run = UUID.randomUUID();
            String name = "of " + size + " series";
            List<SeriesColumns> columns = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                columns.add(column("layer" + i / 10 + "/metric" + i % 10));
            }
            store.logs().append(run, start(run, name, 0));
            store.logs().append(run, new RunBatch(1, IterationColumns.NONE, columns, List.of()));
            Experiment experiment = store.experiment(name);
            Model model = experiment.models().list().get(0);
            column("%,d series", size);
            ask("series of the model", () -> model.metrics().series());
            ask("a curve", () -> model.metrics().curve(CurveQuery.of("layer0/metric3", "validate")));
            ask("metrics of the model, a page", () -> model.metrics().page(MetricQuery.ALL));
            ask("names of the experiment", () -> experiment.runs().names());
            ask(
                    "the run, by a filter",
                    () -> experiment
                            .runs()
                            .find(RunQuery.all()
                                    .where("\"layer0/metric3@validate\" < 2")
                                    .sort("layer0/metric3@validate")));
            ask(
                    "an entry of one series",
                    () -> store.logs().append(run, batch(store.logs().next(run), 1, List.of())));
            ask(
                    "an entry of all",
                    () -> store.logs()
                            .append(
                                    run,
                                    new RunBatch(store.logs().next(run), IterationColumns.NONE, columns, List.of())));
        }
        print("series of one run");
    }

    private void points(long most) {
        Noise noise = new Noise(10, 1);
        UUID run = noise.start(store.logs());
        Model model = store.experiment("benchmark").models().list().get(0);
        Metrics metrics = model.metrics();
        long began = System.nanoTime();
        long made = 0;
        for (long size = 1_000_000; size <= most; size *= 10) {
            for (; made < size; made += 10_000) {
                store.logs().append(run, noise.batch(10_000));
            }
            column("%,d points", size);
            ask("a curve in 1,000 buckets", () -> metrics.curve(CurveQuery.of("metric 3", "train")));
            ask("series of the model", metrics::series);
            ask("metrics of the model, a page", () -> metrics.page(MetricQuery.ALL));
            ask(
                    "the last metrics of one name",
                    () -> metrics.page(new MetricQuery("metric 3", "train", null, null, 100)));
            ask("an entry of 100 points", () -> store.logs().append(run, noise.batch(100)));
        }
        print(String.format(
                Locale.ROOT, "points of one run, made in %,d s", (System.nanoTime() - began) / 1_000_000_000));
    }

    private void column(String text, long size) {
        sizes.add(String.format(Locale.ROOT, text, size));
    }

    private void ask(String what, Question question) {
        double[] times = new double[TIMES];
        for (int i = -2; i < TIMES; i++) {
            long began = System.nanoTime();
            question.ask();
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(times);
        millis.computeIfAbsent(what, any -> new ArrayList<>()).add(times[TIMES / 2]);
    }

    private void print(String what) {
        System.out.println("| " + what + " | " + String.join(" | ", sizes) + " |");
        System.out.println("|" + "---|".repeat(sizes.size() + 1));
        millis.forEach((question, each) -> System.out.println("| " + question + " | "
                + each.stream()
                        .map(one -> String.format(Locale.ROOT, one < 10 ? "%.2f" : "%,.0f", one))
                        .collect(Collectors.joining(" | "))
                + " |"));
        System.out.println();
    }

    /** Makes finished runs in one transaction. */
    private int make(String experiment, int models, int from, int count) {
        return store.database().write(session -> {
            for (int i = from; i < from + count; i++) {
                UUID run = UUID.randomUUID();
                List<IterationModule> settings = Stream.of(
                                new ModuleRecord(
                                        random.nextBoolean() ? "Adam" : "Sgd",
                                        Map.of("role", "optimizer", "learningRate", random.nextDouble())),
                                new ModuleRecord("data", Map.of("role", "data", "batchSize", 1 + random.nextInt(64))))
                        .map(module -> new IterationModule(0, module))
                        .toList();
                List<RunEntry> entries = List.of(
                        start(run, experiment, i % models),
                        batch(1, 3, settings),
                        new RunEnd(2, RunStatus.FINISHED, Instant.ofEpochMilli(1_700_000_060_000L), Map.of(), null));
                store.logs().append(run, entries);
            }
            return count;
        });
    }

    private static RunStart start(UUID run, String experiment, int model) {
        return new RunStart(
                run,
                experiment,
                "model-" + model,
                "net" + model,
                null,
                List.of(),
                Instant.ofEpochMilli(1_700_000_000_000L),
                null,
                Map.of("host", "node1"));
    }

    private RunBatch batch(long sequence, int points, List<IterationModule> settings) {
        List<SeriesColumns> series = new ArrayList<>();
        for (String metric : List.of("loss", "accuracy")) {
            double[] values = random.doubles(points).toArray();
            series.add(new SeriesColumns(metric, "validate", steps(points), steps(points), values));
        }
        return new RunBatch(
                sequence, new IterationColumns(steps(points), new int[points], steps(points)), series, settings);
    }

    private static long[] steps(int count) {
        long[] steps = new long[count];
        for (int i = 0; i < count; i++) {
            steps[i] = i;
        }
        return steps;
    }

    private static SeriesColumns column(String name) {
        return new SeriesColumns(name, "validate", steps(1), steps(1), new double[] {1});
    }
}
