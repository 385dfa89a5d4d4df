package io.github.djltracker;

import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.file.RunLogExport;
import io.github.djltracker.exchange.file.RunLogImport;
import io.github.djltracker.exchange.parquet.ParquetExport;
import io.github.djltracker.exchange.parquet.ParquetImport;
import io.github.djltracker.mlflow.MlflowProvider;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.tensorboard.TensorBoardProvider;
import io.github.djltracker.testing.process.MlflowServer;
import io.github.djltracker.testing.process.Python;
import io.github.djltracker.testing.process.ServerProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/** How fast runs are exported and imported, in points per second: files, event files, MLflow. */
final class ExchangeFigures {
    private static final int RUNS = 10;
    private static final int ENTRIES = 100;
    private static final int SERIES = 10;
    private static final int STEPS = 100;
    private static final int POINTS = RUNS * ENTRIES * SERIES * STEPS;

    private ExchangeFigures() {}

    /** Prints the rows of these figures. */
    static void rows() throws Exception {
        String[] names = {"run log, out", "run log, in, looked at and appended", "Parquet, out", "Parquet, in"};
        double[][] rates = new double[names.length][BenchmarkTable.REPEATS];
        for (int i = -1; i < BenchmarkTable.REPEATS; i++) {
            Path folder = Files.createTempDirectory("djl-tracker-benchmark");
            double[] pass = files(folder);
            BenchmarkTable.delete(folder);
            for (int k = 0; k < names.length && i >= 0; k++) {
                rates[k][i] = pass[k];
            }
        }
        for (int k = 0; k < names.length; k++) {
            Arrays.sort(rates[k]);
            double rate = rates[k][BenchmarkTable.REPEATS / 2];
            BenchmarkTable.row(
                    names[k] + ", 1,000,000 points",
                    "1,000,000 points/s",
                    BenchmarkTable.number(rate) + " points/s",
                    "",
                    rate / 1e6);
        }
        double events = BenchmarkTable.median(() -> {
            Path folder = Files.createTempDirectory("djl-tracker-benchmark");
            try {
                return eventFiles(folder);
            } finally {
                BenchmarkTable.delete(folder);
            }
        });
        double python = BenchmarkTable.median(() -> {
            Path folder = Files.createTempDirectory("djl-tracker-benchmark");
            try {
                return tensorboardX(folder);
            } finally {
                BenchmarkTable.delete(folder);
            }
        });
        BenchmarkTable.row(
                "event files, 1,000,000 points",
                "20 times tensorboardX",
                BenchmarkTable.number(events) + " points/s",
                "tensorboardX " + BenchmarkTable.number(python) + " points/s",
                events / python);
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (MlflowServer server = MlflowServer.start(folder, ServerProcess.freePort())) {
            mlflow(server.url(), 1);
            double[] both = mlflow(server.url(), 10);
            BenchmarkTable.row(
                    "to MLflow, 100,000 points",
                    "a loop that only posts, less 5 %",
                    BenchmarkTable.number(both[0]) + " points/s",
                    "loop " + BenchmarkTable.number(both[1]) + " points/s",
                    both[0] / both[1]);
        } finally {
            BenchmarkTable.delete(folder);
        }
    }

    /** A million points: ten runs of a hundred entries of a thousand points. */
    private static List<List<RunEntry>> runs(String experiment) {
        Random random = new Random(1);
        List<List<RunEntry>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            UUID id = new UUID(experiment.hashCode(), run);
            List<RunEntry> log = new ArrayList<>();
            log.add(new RunStart(
                    id, experiment, "abc", "net", null, List.of(), Instant.ofEpochMilli(1_000), null, Map.of()));
            for (int entry = 0; entry < ENTRIES; entry++) {
                long first = (long) entry * STEPS;
                long[] steps = LongStream.range(first, first + STEPS).toArray();
                List<SeriesColumns> series = new ArrayList<>();
                for (int i = 0; i < SERIES; i++) {
                    double[] values =
                            random.doubles(STEPS).map(value -> (float) value).toArray();
                    series.add(new SeriesColumns("metric " + i, "train", steps, steps, values));
                }
                log.add(new RunBatch(entry + 1L, IterationColumns.NONE, series, List.of()));
            }
            runs.add(log);
        }
        return runs;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return POINTS / ((System.nanoTime() - begin) / 1e9);
    }

    /** The rates of one pass: run log export and import, Parquet export and import. */
    static double[] files(Path folder) throws Exception {
        Path log = folder.resolve("runs.jsonl");
        Path parquet = folder.resolve("runs.parquet");
        double[] rates = new double[4];
        try (SqlStore from = SqlStore.open(folder.resolve("from.db"))) {
            for (List<RunEntry> run : runs("files")) {
                from.logs().append(((RunStart) run.get(0)).run(), run);
            }
            rates[0] = rate(() -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 16)) {
                    RunLogExport.write(from, any -> true, out, (runs, total) -> {});
                }
            });
            rates[2] = rate(() -> ParquetExport.write(from, any -> true, parquet, (runs, total) -> {}));
        }
        try (SqlStore to = SqlStore.open(folder.resolve("log.db"))) {
            rates[1] = rate(() -> RunLogImport.read(log, to.logs(), any -> true, (lines, total) -> {}));
        }
        try (SqlStore to = SqlStore.open(folder.resolve("parquet.db"));
                ParquetImport source = new ParquetImport(parquet)) {
            rates[3] =
                    rate(() -> source.read(new Importer(to.logs(), (run, points, runs, expected) -> {}), any -> true));
        }
        return rates;
    }

    /** The rate of writing event files, of entries of a thousand points, several at a time as an outbox sends them. */
    static double eventFiles(Path folder) throws Exception {
        List<List<RunEntry>> runs = runs("events");
        DestinationProvider provider = new TensorBoardProvider();
        Sink sink = provider.open(provider.address(folder.toString()), Map.of());
        return rate(() -> {
            for (List<RunEntry> run : runs) {
                append(sink, run, 20);
            }
        });
    }

    private static void append(Sink sink, List<RunEntry> run, int together) {
        UUID id = ((RunStart) run.get(0)).run();
        for (int from = 0; from < run.size(); from += together) {
            sink.append(id, run.subList(from, Math.min(run.size(), from + together)));
        }
    }

    /** The rate of tensorboardX, the writer that PyTorch has, from Python. */
    static double tensorboardX(Path folder) {
        List<String> printed = Python.run("write_scalars.py", folder.toString(), "100000");
        return Double.parseDouble(printed.get(printed.size() - 1));
    }

    /**
     * The rates of our sink and of a loop that only posts the same points, in requests of a thousand points; both take
     * turns.
     */
    static double[] mlflow(String url, int rounds) throws Exception {
        List<List<RunEntry>> runs = runs("mlflow " + UUID.randomUUID());
        HttpClient client = HttpClient.newHttpClient();
        String experiment = field(
                post(client, url, "experiments/create", "{\"name\":\"loop " + UUID.randomUUID() + "\"}"),
                "experiment_id");
        String other = field(
                post(client, url, "runs/create", "{\"experiment_id\":\"" + experiment + "\",\"start_time\":1}"),
                "run_id");
        MlflowProvider provider = new MlflowProvider();
        Sink sink = provider.open(provider.address(url), Map.of());
        List<RunEntry> run = runs.get(0);
        UUID id = ((RunStart) run.get(0)).run();
        sink.append(id, run.subList(0, 1));
        double ours = 0;
        double loop = 0;
        int entry = 1;
        for (int round = 0; round < rounds; round++) {
            List<RunEntry> part = run.subList(entry, entry + 10);
            entry += 10;
            List<String> bodies =
                    part.stream().map(each -> body(other, (RunBatch) each)).toList();
            // the first turn may find the server busy with the rest of the round before, so the order alternates
            for (int turn = 0; turn < 2; turn++) {
                boolean isOurs = (round + turn) % 2 == 0;
                long begin = System.nanoTime();
                if (isOurs) {
                    sink.append(id, part);
                } else {
                    for (String body : bodies) {
                        post(client, url, "runs/log-batch", body);
                    }
                }
                long nanos = System.nanoTime() - begin;
                ours += isOurs ? nanos : 0;
                loop += isOurs ? 0 : nanos;
            }
        }
        double points = rounds * 10.0 * SERIES * STEPS;
        return new double[] {points / (ours / 1e9), points / (loop / 1e9)};
    }

    private static String body(String run, RunBatch batch) {
        StringBuilder body = new StringBuilder("{\"run_id\":\"" + run + "\",\"metrics\":[");
        for (SeriesColumns series : batch.series()) {
            for (int i = 0; i < series.count(); i++) {
                body.append(String.format(
                        Locale.ROOT,
                        "{\"key\":\"train/%s\",\"value\":%s,\"timestamp\":%d,\"step\":%d},",
                        series.name(),
                        series.values()[i],
                        series.times()[i],
                        series.steps()[i]));
            }
        }
        body.setCharAt(body.length() - 1, ']');
        return body.append('}').toString();
    }

    private static String post(HttpClient client, String url, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\": *\"([^\"]+)\".*", "$1");
    }
}
