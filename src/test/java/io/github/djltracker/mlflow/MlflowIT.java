package io.github.djltracker.mlflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.CuttingProxy;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MlflowServer;
import io.github.djltracker.testing.Seeds;
import io.github.djltracker.testing.ServerProcess;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs go to a real server of MLflow, and are read back by its own client. */
final class MlflowIT {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final int port = ServerProcess.freePort();

    @Test
    void no_point_is_missing_or_twice_behind_a_proxy_that_cuts_and_a_server_that_is_killed() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        try (CuttingProxy proxy = CuttingProxy.start(0.2, workload.seed(), port);
                ExperimentTracker tracker = tracker("mlflow:http://127.0.0.1:" + proxy.port())) {
            CompletableFuture<Void> sending =
                    Shipping.begin(workload, 4, name -> tracker.experiment(name).models());
            try (MlflowServer server = MlflowServer.start(folder, port)) {
                assertThat(tracker.flush(Duration.ofSeconds(8))).isFalse();
                server.kill();
            }
            try (MlflowServer server = MlflowServer.start(folder, port)) {
                sending.join();
                assertThat(tracker.flush(LONG)).as(server.text()).isTrue();
                assertThat(proxy.cuts()).isPositive();

                assertArrived(workload, server);
            }
        }
    }

    private static void assertArrived(Workload workload, MlflowServer server) throws Exception {
        Map<String, JsonNode> runs = runs(server);
        assertThat(runs).hasSize(workload.runs());
        try (MlflowSink sink = new MlflowSink(MlflowApi.open(server.url(), Map.of()))) {
            for (int run = 0; run < workload.runs(); run++) {
                int number = run;
                List<RunEntry> log = LongStream.range(0, workload.entries())
                        .mapToObj(sequence -> workload.entry(number, sequence))
                        .toList();
                JsonNode there = requireNonNull(runs.get(workload.run(run).toString()));
                assertThat(metrics(there)).isEqualTo(metrics(log));
                assertThat(there.get("status").asText()).isEqualTo("FINISHED");
                assertThat(sink.differences(workload.run(run), log.iterator())).isEmpty();
            }
        }
    }

    @Test
    void what_mlflow_cannot_keep_is_kept_in_tags() throws Exception {
        UUID run = UUID.randomUUID();
        double[] values = {
            1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e308
        };
        List<RunEntry> log = List.of(
                Entries.start(run, "digits", "abc"),
                batch(
                        1,
                        series("loss", "train", values),
                        series("a:b*c", null, 1),
                        series("a:b?c", null, 2),
                        series("../x//y/", "t", 3),
                        series("train/loss", null, 4),
                        series("n".repeat(500), "p".repeat(100), 5)),
                Entries.end(2, RunStatus.FINISHED));
        try (MlflowServer server = MlflowServer.start(folder, port);
                MlflowSink sink = new MlflowSink(MlflowApi.open(server.url(), Map.of()))) {
            sink.append(run, log);
            JsonNode there = requireNonNull(runs(server).get(run.toString()));

            assertThat(there.get("tags").get("djltracker.exact/train/loss").asText())
                    .isEqualTo("-0.0: 4; -Infinity: 3; Infinity: 2");
            assertThat(metrics(there)).hasSize(6).containsKey("train/loss");
            assertThat(there.get("metrics").get("train/loss")).hasSize(values.length);
            assertThat(sink.differences(run, log.iterator())).isEmpty();

            List<RunEntry> other = new ArrayList<>(log);
            other.set(1, batch(1, series("loss", "train", 1, 2), series("lr", null, 1)));
            assertThat(sink.differences(run, other.iterator()))
                    .anyMatch(line -> line.startsWith("metric lr: 1 of 1 points are missing"))
                    .anyMatch(line -> line.startsWith("metric train/loss: 1 of 2 points are missing"))
                    .anyMatch(line -> line.contains("that were not sent"));
        }
    }

    private ExperimentTracker tracker(String uri) {
        return ExperimentTracker.open(uri, TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox")));
    }

    /** By our ids of them. */
    private static Map<String, JsonNode> runs(MlflowServer server) throws Exception {
        Map<String, JsonNode> runs = new HashMap<>();
        for (String line : server.runs()) {
            JsonNode run = new ObjectMapper().readTree(line);
            assertThat(runs.put(run.get("tags").get("djltracker.run").asText(), run))
                    .isNull();
        }
        return runs;
    }

    private static Map<String, List<String>> metrics(JsonNode run) {
        Map<String, List<String>> metrics = new HashMap<>();
        run.get("metrics").properties().forEach(metric -> {
            List<String> points = new ArrayList<>();
            metric.getValue()
                    .forEach(point -> points.add(point(
                            point.get(0).asLong(),
                            point.get(1).asLong(),
                            number(point.get(2).asText()))));
            points.sort(null);
            metrics.put(metric.getKey(), points);
        });
        return metrics;
    }

    private static double number(String text) {
        return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
    }

    /** Of a log, as MLflow keeps them: what is alike in everything once. */
    private static Map<String, List<String>> metrics(List<RunEntry> log) {
        Map<String, TreeSet<String>> metrics = new HashMap<>();
        for (RunEntry entry : log) {
            if (entry instanceof RunBatch batch) {
                for (SeriesColumns series : batch.series()) {
                    for (int i = 0; i < series.count(); i++) {
                        metrics.computeIfAbsent(series.phase() + "/" + series.name(), any -> new TreeSet<>())
                                .add(point(series.steps()[i], series.times()[i], kept(series.values()[i])));
                    }
                }
            }
        }
        Map<String, List<String>> lists = new HashMap<>();
        metrics.forEach((key, points) -> lists.put(key, List.copyOf(points)));
        return lists;
    }

    private static double kept(double value) {
        if (Double.isInfinite(value)) {
            return Math.copySign(Double.MAX_VALUE, value);
        }
        return value == 0 ? 0 : value;
    }

    private static String point(long step, long time, double value) {
        return step + " " + time + " " + value;
    }

    private static RunBatch batch(long sequence, SeriesColumns... series) {
        return new RunBatch(sequence, IterationColumns.NONE, List.of(series), List.of());
    }

    private static SeriesColumns series(String name, @Nullable String phase, double... values) {
        return new SeriesColumns(
                name,
                phase,
                IntStream.range(0, values.length).asLongStream().toArray(),
                IntStream.range(0, values.length).mapToLong(i -> 1_000L + i).toArray(),
                values);
    }
}
