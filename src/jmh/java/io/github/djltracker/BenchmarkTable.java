package io.github.djltracker;

import ai.djl.engine.Engine;
import io.github.djltracker.listener.CallbackCost;
import io.github.djltracker.listener.TrainingOverhead;
import io.github.djltracker.recorder.HeldHeap;
import io.github.djltracker.store.RowBaseline;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.StoreFigures;
import io.github.djltracker.structure.BlockTreeBenchmark;
import io.github.djltracker.testing.process.PostgresServer;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures everything that the documents claim about speed and size, in one run, and prints it beside its target and a
 * baseline of the same run. Takes some minutes. The JMH benchmarks beside this file measure single calls more
 * precisely.
 */
public final class BenchmarkTable {
    static final int REPEATS = 5;
    private static final int PAIRS = 150;
    private static final Blackhole HOLE = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    private BenchmarkTable() {}

    /** One measurement. */
    interface Measurement {
        double take() throws Exception;
    }

    /**
     * No arguments for all parts; {@code remote}, {@code postgres}, {@code exchange} or {@code peers} for only that
     * part.
     */
    public static void main(String[] args) throws Exception {
        System.out.printf(
                "%s %s, %d processors, Java %s, %s%n%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.runtime.version"),
                Engine.getInstance());
        if (args.length > 0) {
            // only the named part
            switch (args[0]) {
                case "remote" -> remote();
                case "postgres" -> postgres();
                case "exchange" -> ExchangeFigures.rows();
                default -> peers();
            }
            return;
        }
        System.out.println("| what | target | measured | baseline of the same run | ratio |");
        System.out.println("|---|---|---|---|---|");
        training();
        appending();
        reading();
        structure();
        heap();
        postgres();
        remote();
        ExchangeFigures.rows();
        peers();
    }

    private static void postgres() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            StoreFigures.Places places = () -> StoreFigures.postgres(server);
            double sqlite = median(() -> StoreFigures.append(1_500, 1_000).pointsPerSecond());
            for (int threads : new int[] {1, 4}) {
                double appended = median(() -> StoreFigures.append(places, threads, 2_000 / threads, 1_000)
                        .pointsPerSecond());
                row(
                        "PostgreSQL, entries of 1000 of " + threads + (threads == 1 ? " thread" : " threads"),
                        "500,000 points/s",
                        number(appended) + " points/s",
                        "SQLite " + number(sqlite) + " points/s",
                        appended / sqlite);
            }
            double p50 = median(() -> StoreFigures.append(places, 1, 3_000, 10).p50Nanos());
            row("PostgreSQL, an entry of 10 points committed, p50", "", us(p50), "", Double.NaN);
            StoreFigures.Reading million = StoreFigures.read(places, 1_000_000, 50, true, HOLE);
            row(
                    "PostgreSQL, curve of 1,000,000 points in 1,000 buckets",
                    "",
                    ms(million.curveMillis()),
                    "",
                    Double.NaN);
            row("PostgreSQL, all of 1,000,000 points decoded", "", ms(million.decodeMillis()), "", Double.NaN);
        }
    }

    private static void remote() throws Exception {
        CallbackCost.Cost cost = RemoteFigures.callbackWithSilentServer(100_000);
        row("callback, the server never answering, p50", "2 us", us(cost.p50Nanos()), "", Double.NaN);
        row("callback, the server never answering, p99", "10 us", us(cost.p99Nanos()), "", Double.NaN);
        double outbox = median(() -> RemoteFigures.outboxMicros(40));
        row("outbox, of the recorder's thread, a batch", "2 us", number(outbox) + " us", "", outbox / 2);
        for (int clients : new int[] {1, 8}) {
            double rate = median(() -> {
                Path folder = Files.createTempDirectory("djl-tracker-benchmark");
                try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
                    return RemoteFigures.append(store, clients, 4_000 / clients, 1_000);
                } finally {
                    delete(folder);
                }
            });
            rate("HTTP into SQLite, " + clients + " clients", clients == 1 ? 400_000 : 600_000, rate);
        }
        try (PostgresServer postgres = PostgresServer.start()) {
            for (int clients : new int[] {1, 8}) {
                double rate = median(() -> {
                    try (SqlStore store = SqlStore.open(postgres.database())) {
                        return RemoteFigures.append(store, clients, 2_000 / clients, 1_000);
                    }
                });
                rate("HTTP into PostgreSQL, " + clients + " clients", clients == 1 ? 200_000 : 400_000, rate);
            }
        }
        double curve = RemoteFigures.curve(100, HOLE);
        row("curve of 1,000,000 points in 1,000 buckets over HTTP", "15 ms", ms(curve), "", curve / 15);
        RemoteFigures.Backlog backlog = RemoteFigures.backlog(10_000_000);
        row(
                "backlog of 10,000,000 points emptied",
                "half the live rate",
                number(backlog.backlogPointsPerSecond()) + " points/s",
                "live " + number(backlog.livePointsPerSecond()) + " points/s",
                backlog.backlogPointsPerSecond() / backlog.livePointsPerSecond());
        row("heap held meanwhile, server included", "", number(backlog.heapBytes() / 1e6) + " MB", "", Double.NaN);
    }

    private static void rate(String what, double asked, double measured) {
        row(
                what + ", entries of 1000, one a request",
                number(asked) + " points/s",
                number(measured) + " points/s",
                "",
                measured / asked);
    }

    private static void peers() throws Exception {
        if (!MlflowPeer.isThere()) {
            System.out.println("| MLflow's client and server | | not here: " + MlflowPeer.VARIABLE
                    + " names no mlflow command | | |");
            return;
        }
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        double ours;
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
            ours = RemoteFigures.append(store, 1, 2_000, 1_000);
        }
        try (MlflowPeer peer = MlflowPeer.start(folder, ServerProcess.freePort())) {
            peer.oneByOne(50);
            double one = peer.oneByOne(500);
            row("MLflow, one metric a call", "", number(one) + " points/s", "ours " + number(ours), one / ours);
            double batches = peer.inBatches(20);
            row(
                    "MLflow, 1,000 metrics a call",
                    "",
                    number(batches) + " points/s",
                    "ours " + number(ours),
                    batches / ours);
        } finally {
            delete(folder);
        }
    }

    private static void training() throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
            TrainingOverhead.Overhead noise = TrainingOverhead.measure(null, PAIRS);
            TrainingOverhead.Overhead overhead = TrainingOverhead.measure(store.logs(), PAIRS);
            double batch = overhead.withoutNanos() / 1e3;
            CallbackCost.measure(store.logs(), 20_000);
            CallbackCost.Cost cost = CallbackCost.measure(store.logs(), 200_000);
            row(
                    "callback with 10 metrics, p50",
                    "2 us",
                    us(cost.p50Nanos()),
                    batchText(batch),
                    cost.p50Nanos() / 1e3 / batch);
            row(
                    "callback with 10 metrics, p99",
                    "10 us",
                    us(cost.p99Nanos()),
                    batchText(batch),
                    cost.p99Nanos() / 1e3 / batch);
            row("allocated a batch", "128 bytes", number(cost.bytes()) + " bytes", "", Double.NaN);
            row(
                    "points lost meanwhile",
                    "0",
                    cost.losses().isEmpty() ? "0" : cost.losses().toString(),
                    "",
                    Double.NaN);
            row(
                    "small MLP with basic listeners on both sides, a batch",
                    "",
                    us(noise.withNanos()),
                    "batch " + us(noise.withoutNanos()) + " without tracker either",
                    noise.ratio());
            row(
                    "small MLP with basic listeners and tracker, a batch",
                    "2 % more",
                    us(overhead.withNanos()),
                    batchText(batch) + " without tracker",
                    overhead.ratio());
        } finally {
            delete(folder);
        }
    }

    private static String batchText(double micros) {
        return "batch " + number(micros) + " us";
    }

    private static void appending() throws Exception {
        for (int points : new int[] {1_000, 100}) {
            int entries = 1_500_000 / points;
            double rows = median(() -> {
                try (RowBaseline baseline = RowBaseline.open()) {
                    int some = entries / 5;
                    long begin = System.nanoTime();
                    for (int i = 0; i < some; i++) {
                        baseline.append(points);
                    }
                    return (double) some * points / ((System.nanoTime() - begin) / 1e9);
                }
            });
            double appended = median(() -> StoreFigures.append(entries, points).pointsPerSecond());
            row(
                    "appended in entries of " + points,
                    points == 1_000 ? "1,000,000 points/s" : "300,000 points/s",
                    number(appended) + " points/s",
                    "rows " + number(rows) + " points/s",
                    appended / rows);
        }
        StoreFigures.Appending packed = StoreFigures.append(2_000, 1_000);
        row(
                "on disk after packing",
                "9 bytes a point",
                number(packed.bytesPerPoint()) + " bytes a point",
                "",
                Double.NaN);
        double p50 = median(() -> StoreFigures.append(5_000, 10).p50Nanos());
        row("an entry of 10 points committed, p50", "100 us", us(p50), "", Double.NaN);
    }

    private static void reading() throws Exception {
        double rows;
        try (RowBaseline baseline = RowBaseline.open()) {
            for (int i = 0; i < 400; i++) {
                baseline.append(50_000);
            }
            rows = median(() -> {
                long begin = System.nanoTime();
                HOLE.consume(baseline.read());
                return (System.nanoTime() - begin) / 1e6;
            });
        }
        StoreFigures.Reading million = StoreFigures.read(1_000_000, 50, true, HOLE);
        row(
                "curve of 1,000,000 points in 1,000 buckets",
                "5 ms",
                ms(million.curveMillis()),
                "rows " + ms(rows),
                million.curveMillis() / rows);
        row(
                "all of 1,000,000 points decoded",
                "50 ms",
                ms(million.decodeMillis()),
                "rows " + ms(rows),
                million.decodeMillis() / rows);
        StoreFigures.Reading tenMillion = StoreFigures.read(10_000_000, 20, false, HOLE);
        row(
                "curve of 10,000,000 points in 1,000 buckets",
                "100 ms",
                ms(tenMillion.curveMillis()),
                "ten times " + ms(rows),
                tenMillion.curveMillis() / rows / 10);
    }

    private static void structure() throws Exception {
        BlockTreeBenchmark network = new BlockTreeBenchmark();
        network.build();
        try {
            for (int i = 0; i < 30; i++) {
                HOLE.consume(network.scanAndHash());
            }
            double millis = median(() -> {
                long begin = System.nanoTime();
                HOLE.consume(network.scanAndHash());
                return (System.nanoTime() - begin) / 1e6;
            });
            row("scan and hash of 300 blocks", "50 ms", ms(millis), "", Double.NaN);
        } finally {
            network.close();
        }
    }

    private static void heap() throws Exception {
        double limit = 8e6;
        long hanging = HeldHeap.whileTheSinkHangs();
        row("heap of a run whose sink hangs", "8 MB", number(hanging / 1e6) + " MB", "", hanging / limit);
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
            long writing = HeldHeap.whileTheSinkWrites(store.logs());
            row("heap of a run that is written to SQLite", "8 MB", number(writing / 1e6) + " MB", "", writing / limit);
        } finally {
            delete(folder);
        }
    }

    static double median(Measurement measurement) throws Exception {
        double[] values = new double[REPEATS];
        for (int i = -1; i < REPEATS; i++) {
            double value = measurement.take();
            if (i >= 0) {
                values[i] = value;
            }
        }
        Arrays.sort(values);
        return values[REPEATS / 2];
    }

    static void row(String what, String asked, String measured, String baseline, double ratio) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                what,
                asked,
                measured,
                baseline,
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, ratio < 0.1 ? "%.2g" : "%.3f", ratio));
        System.out.flush();
    }

    private static String us(double nanos) {
        return number(nanos / 1e3) + " us";
    }

    private static String ms(double millis) {
        return number(millis) + " ms";
    }

    static String number(double value) {
        return value >= 1_000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
