package io.github.djltracker;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.listener.CallbackCost;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.Noise;
import io.github.djltracker.store.SqlStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a server on this machine takes and returns data over HTTP. The server is in the same process as its clients.
 */
final class RemoteFigures {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFigures.class);
    private static final int SERIES = 20;

    private RemoteFigures() {}

    /**
     * Points per second that several clients append in total, each with its own run and connection, one entry per
     * request.
     */
    static double append(IdempotentStore store, int clients, int entries, int points) throws Exception {
        try (TrackerServer server = serve(store);
                HttpStore http = HttpStore.open(server.uri().toString())) {
            ExecutorService executor = Executors.newFixedThreadPool(clients);
            try {
                send(executor, http.logs(), clients, entries / 4, points);
                long begin = System.nanoTime();
                send(executor, http.logs(), clients, entries, points);
                return (double) clients * entries * points / ((System.nanoTime() - begin) / 1e9);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static void send(ExecutorService executor, Sink sink, int clients, int entries, int points)
            throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Noise noise = new Noise(SERIES, client);
            all.add(executor.submit(() -> send(sink, noise, entries, points)));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static void send(Sink sink, Noise noise, int entries, int points) {
        UUID run = noise.start(sink);
        for (int i = 0; i < entries; i++) {
            sink.append(run, noise.batch(points));
        }
        sink.append(run, end(entries + 1L));
    }

    private static RunEnd end(long sequence) {
        return new RunEnd(sequence, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null);
    }

    /**
     * The median time of a curve of 1,000,000 points in 1,000 buckets, from the call to the result, in milliseconds.
     */
    static double curve(int times, Blackhole hole) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"));
                TrackerServer server = serve(store);
                HttpStore http = HttpStore.open(server.uri().toString())) {
            Noise noise = new Noise(1, 1);
            UUID run = noise.start(store.logs());
            for (int i = 0; i < 100; i++) {
                store.logs().append(run, noise.batch(10_000));
            }
            store.logs().append(run, end(101));
            Metrics metrics =
                    http.experiment("benchmark").models().list().get(0).metrics();
            long[] nanos = new long[times];
            for (int i = -times; i < times; i++) {
                long begin = System.nanoTime();
                hole.consume(metrics.curve(CurveQuery.of("metric 0", "train")));
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
            }
            Arrays.sort(nanos);
            return nanos[times / 2] / 1e6;
        } finally {
            Noise.delete(folder);
        }
    }

    /**
     * The rates at which an outbox sends.
     *
     * @param livePointsPerSecond while the server is available from the first entry to the last
     * @param backlogPointsPerSecond after an outage, when everything was recorded before the server came back
     * @param heapBytes the most that the tracker and the server held together while the backlog was sent
     */
    record Backlog(double livePointsPerSecond, double backlogPointsPerSecond, long heapBytes) {}

    /** Records this many points with a server, then as many without one, and then starts the server. */
    static Backlog backlog(int points) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
            TrackerServer server = serve(store);
            int port = server.uri().getPort();
            double live;
            try (server;
                    ExperimentTracker tracker = tracker(server.uri().toString(), folder.resolve("live"))) {
                record(tracker, points / 10);
                tracker.flush(Duration.ofMinutes(5));
                long begin = System.nanoTime();
                record(tracker, points);
                tracker.flush(Duration.ofMinutes(10));
                live = points / ((System.nanoTime() - begin) / 1e9);
            }
            try (ExperimentTracker tracker = tracker("http://127.0.0.1:" + port, folder.resolve("backlog"))) {
                record(tracker, points);
                long before = held();
                HeapWatch watch = new HeapWatch();
                long begin = System.nanoTime();
                try (TrackerServer again = TrackerServer.start(
                        store, ServerSettings.builder().port(port).build())) {
                    boolean isEmpty = tracker.flush(Duration.ofMinutes(10));
                    double backlog = isEmpty ? points / ((System.nanoTime() - begin) / 1e9) : Double.NaN;
                    LOG.debug("emptied by {}", again.uri());
                    return new Backlog(live, backlog, Math.max(0, watch.stop() - before));
                }
            }
        } finally {
            Noise.delete(folder);
        }
    }

    private static void record(ExperimentTracker tracker, int points) {
        Sink sink = tracker.experiment("benchmark").models();
        Noise noise = new Noise(SERIES, 1);
        UUID run = noise.start(sink);
        int entries = points / 5_000;
        for (int i = 0; i < entries; i++) {
            RunBatch batch = noise.batch(5_000);
            sink.append(run, batch);
        }
        sink.append(run, end(entries + 1L));
    }

    /**
     * Microseconds of the recorder's thread that an outbox takes for each batch of 10 metrics, with 500 batches per
     * entry.
     */
    static double outboxMicros(int entries) throws Exception {
        int batches = 500;
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (Outbox outbox = Outbox.open(folder, "nobody", (run, lines) -> {
            throw new UnavailableException("nobody is there");
        })) {
            Noise noise = new Noise(10, 1);
            UUID run = noise.start(outbox);
            long nanos = 0;
            for (int i = -entries; i < entries; i++) {
                RunBatch batch = noise.batch(10 * batches);
                long begin = System.nanoTime();
                outbox.append(run, batch);
                nanos += i >= 0 ? System.nanoTime() - begin : 0;
            }
            return nanos / 1e3 / entries / batches;
        } finally {
            Noise.delete(folder);
        }
    }

    /** The cost of the callback with a tracker whose server accepts connections and never answers. */
    static CallbackCost.Cost callbackWithSilentServer(int batches) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExperimentTracker tracker = tracker("http://127.0.0.1:" + silent.getLocalPort(), folder)) {
            // the system accepts connections to the socket, although nothing calls accept()
            CallbackCost.measure(tracker.experiment("benchmark").models(), batches / 10);
            return CallbackCost.measure(tracker.experiment("benchmark").models(), batches);
        } finally {
            Noise.delete(folder);
        }
    }

    private static ExperimentTracker tracker(String url, Path outbox) {
        return ExperimentTracker.open(url, new TrackerOptions(null, outbox));
    }

    private static TrackerServer serve(IdempotentStore store) {
        return TrackerServer.start(store, ServerSettings.builder().port(0).build());
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Repeatedly measures the heap in use after a garbage collection. */
    private static final class HeapWatch {
        private final Thread thread = new Thread(this::look, "heap-watch");
        private volatile long most;

        HeapWatch() {
            thread.setDaemon(true);
            thread.start();
        }

        private void look() {
            while (!Thread.currentThread().isInterrupted()) {
                most = Math.max(most, held());
                java.util.concurrent.locks.LockSupport.parkNanos(500_000_000L);
            }
        }

        long stop() {
            thread.interrupt();
            return most;
        }
    }
}
