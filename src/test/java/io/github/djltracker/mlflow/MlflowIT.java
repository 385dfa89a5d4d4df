package io.github.djltracker.mlflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.process.ChildJvm;
import io.github.djltracker.testing.process.CuttingProxy;
import io.github.djltracker.testing.process.MlflowServer;
import io.github.djltracker.testing.process.ServerProcess;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are sent to a real MLflow server, and read back by MLflow's own client. */
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
            try (MlflowServer server = MlflowServer.start(folder, port);
                    MlflowApi api = MlflowApi.open(server.url(), Map.of())) {
                await().atMost(LONG).until(() -> proxy.cuts() > 0 && hasRun(api));
                server.kill();
                assertThat(tracker.flush(Duration.ZERO))
                        .as("nothing was left to send after the server was killed")
                        .isFalse();
            }
            try (MlflowServer server = MlflowServer.start(folder, port)) {
                sending.join();
                assertThat(tracker.flush(LONG)).as(server.text()).isTrue();
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
    void the_digits_arrive_whole_although_the_server_is_killed_twice_while_they_are_learnt() throws Exception {
        String file = folder.resolve("runs.db").toString();
        Map<String, String> environment = Map.of(
                "DJL_TRACKER_URI",
                file + ",mlflow:http://127.0.0.1:" + port,
                "DJL_TRACKER_OUTBOX",
                folder.resolve("outbox").toString());
        try (ChildJvm digits = ChildJvm.start(1_024, environment, "Digits", "20")) {
            for (int kill = 0; kill < 2; kill++) {
                try (MlflowServer server = MlflowServer.start(folder, port);
                        MlflowApi api = MlflowApi.open(server.url(), Map.of())) {
                    await().atMost(LONG).until(() -> hasRun(api));
                }
            }
            assertThat(digits.await()).as(digits.text()).isZero();
        }
        try (MlflowServer server = MlflowServer.start(folder, port);
                SqlStore store = SqlStore.open(Path.of(file));
                MlflowSink sink = new MlflowSink(MlflowApi.open(server.url(), Map.of()))) {
            TrackerOptions options = TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox"));
            assertThat(Outboxes.sync(options, (box, progress) -> {}))
                    .allSatisfy(status -> assertThat(status.entries()).isZero())
                    .allSatisfy(status -> assertThat(status.entriesSetAside()).isZero());

            Map<String, JsonNode> there = runs(server);
            List<Run> here = store.experiment("digits").models().list().stream()
                    .flatMap(model -> model.runs().list().stream())
                    .toList();
            assertThat(here).hasSize(2);
            assertThat(there).hasSize(2);
            for (Run run : here) {
                List<RunEntry> log = store.logs().entries(run.id(), 0, 10_000);
                JsonNode found = requireNonNull(there.get(run.id().toString()));
                assertThat(metrics(found)).isEqualTo(metrics(log));
                assertThat(found.get("status").asText()).isEqualTo("FINISHED");
                assertThat(found.get("params").get("optimizer").asText()).isEqualTo("Adam");
                assertThat(found.get("tags").get("mlflow.note.content").asText())
                        .contains("parameters");
                assertThat(sink.differences(run.id(), log.iterator())).isEmpty();
                assertShown(server, found);
            }
        }
    }

    /** Uses no MLflow client, because it takes many seconds to start. */
    private static boolean hasRun(MlflowApi api) {
        List<String> experiments =
                api.allExperiments().stream().map(MlflowApi.Experiment::id).toList();
        return !api.runs(experiments, null, true, null).runs().isEmpty();
    }

    /** Checks that MLflow's own page shows a run: its params, its tags, and a chart of each metric. */
    private static void assertShown(MlflowServer server, JsonNode run) {
        try (Browser browser = Browser.start()) {
            String page =
                    server.url() + "/#/experiments/" + run.get("experimentId").asText() + "/runs/"
                            + run.get("id").asText();
            browser.driver().get(page);
            browser.awaitText("body", "optimizer.beta1");
            // of the many tags, the page shows the first ones
            browser.awaitText("body", "env.");
            browser.driver().get(page + "/model-metrics");
            browser.awaitText("body", "train");
            browser.awaitText("body", "validate");
            browser.await("charts", () -> browser.count(".js-plotly-plot") >= 2);
        }
    }

    @Test
    void what_was_sent_is_imported_as_it_was_and_only_once() throws Exception {
        Workload workload = new Workload(Seeds.next(), 4, 10, 20);
        try (MlflowServer server = MlflowServer.start(folder, port);
                MlflowSink sink = new MlflowSink(MlflowApi.open(server.url(), Map.of()));
                SqlStore store = SqlStore.open(folder.resolve("imported.db"))) {
            for (int run = 0; run < workload.runs(); run++) {
                // the last two runs are in progress: half of their entries have arrived
                long entries = run < 2 ? workload.entries() : workload.entries() / 2;
                sink.append(workload.run(run), log(workload, run, entries));
            }
            ImportReport first = imported(server, store);
            sink.append(workload.run(2), log(workload, 2, workload.entries()));
            ImportReport second = imported(server, store);
            ImportReport third = imported(server, store);

            assertThat(first.runs()).isEqualTo(4);
            assertThat(first.leftOut()).isEmpty();
            assertThat(second.goneOn()).isEqualTo(1);
            assertThat(second.upToDate()).isEqualTo(3);
            assertThat(third.points()).isZero();
            for (int run = 0; run < workload.runs(); run++) {
                long entries = run < 3 ? workload.entries() : workload.entries() / 2;
                String hash = "hash" + run % 3;
                UUID id =
                        store
                                .experiment("experiment " + run % 2)
                                .models()
                                .read(hash)
                                .orElseThrow()
                                .runs()
                                .list()
                                .stream()
                                .map(Run::id)
                                .findFirst()
                                .orElseThrow();
                List<RunEntry> there = store.logs().entries(id, 0, 1_000);
                assertThat(exact(there)).isEqualTo(exact(log(workload, run, entries)));
            }
        }
    }

    private static List<RunEntry> log(Workload workload, int run, long entries) {
        return LongStream.range(0, entries)
                .mapToObj(sequence -> workload.entry(run, sequence))
                .toList();
    }

    private static ImportReport imported(MlflowServer server, SqlStore store) {
        Importer importer = new Importer(store.logs(), (run, points, runs, expected) -> {});
        try (MlflowSource source = new MlflowSource(MlflowApi.open(server.url(), Map.of()))) {
            source.read(importer, name -> name.startsWith("experiment "));
        }
        return importer.report();
    }

    /** The points of a log with their original values, not as MLflow stores them; duplicates are merged. */
    private static Set<String> exact(List<RunEntry> log) {
        Set<String> points = new TreeSet<>();
        for (RunEntry entry : log) {
            if (entry instanceof RunBatch batch) {
                for (SeriesColumns series : batch.series()) {
                    for (int i = 0; i < series.count(); i++) {
                        points.add(series.phase() + "/" + series.name() + " "
                                + point(series.steps()[i], series.times()[i], series.values()[i]));
                    }
                }
            }
        }
        return points;
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

    /** The runs by our ids. */
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

    /** The points of a log as MLflow stores them; duplicates are merged. */
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
