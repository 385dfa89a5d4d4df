package io.github.djltracker.store;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.process.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.openjdk.jmh.infra.Blackhole;

/** The store's figures for the table of benchmarks, each measured in this process after a warm-up. */
public final class StoreFigures {
    private static final int SERIES = 20;

    private StoreFigures() {}

    /** A new database, which is deleted when it is closed. */
    public interface Place extends AutoCloseable {
        /** Opens a store in it, which must be closed before this place. */
        SqlStore open();

        /** The size of the database after its store was closed. */
        long bytes() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Creates places. */
    public interface Places {
        Place create() throws IOException;
    }

    /** An SQLite file. */
    public static Place sqlite() throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        Path file = folder.resolve("tracker.db");
        return new Place() {
            @Override
            public SqlStore open() {
                return SqlStore.open(file);
            }

            @Override
            public long bytes() throws IOException {
                // closing the last connection has moved the write-ahead log into the file
                return Files.size(file);
            }

            @Override
            public void close() throws IOException {
                Noise.delete(folder);
            }
        };
    }

    /** A database of a server, which is deleted together with the server. */
    public static Place postgres(PostgresServer server) {
        String url = server.database();
        return new Place() {
            @Override
            public SqlStore open() {
                return SqlStore.open(url);
            }

            @Override
            public long bytes() {
                try (SqlStore store = open()) {
                    return store.database().read(session -> session.number("""
                                    SELECT sum(pg_total_relation_size(c.oid))::BIGINT FROM pg_class c
                                    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"""));
                }
            }

            @Override
            public void close() {
                // the server deletes its databases
            }
        };
    }

    /** Points per second, nanoseconds of the median append, and bytes per point after the end of the run. */
    public record Appending(double pointsPerSecond, double p50Nanos, double bytesPerPoint) {}

    /** Appends this many entries of this many points to a new SQLite file, including the end of the run. */
    public static Appending append(int entries, int points) throws IOException {
        return append(StoreFigures::sqlite, 1, entries, points);
    }

    /**
     * Appends this many entries of this many points in each thread, one run per thread, including the ends of the runs.
     */
    public static Appending append(Places places, int threads, int entries, int points) throws IOException {
        try (Place place = places.create()) {
            long[][] nanos = new long[threads][entries];
            double seconds;
            try (SqlStore store = place.open()) {
                Thread[] writers = new Thread[threads];
                long begin = System.nanoTime();
                for (int i = 0; i < threads; i++) {
                    long[] mine = nanos[i];
                    Noise noise = new Noise(Math.min(SERIES, points), i);
                    writers[i] = new Thread(() -> append(store, noise, points, mine), "writer-" + i);
                    writers[i].start();
                }
                for (Thread writer : writers) {
                    join(writer);
                }
                // for one thread, the time that it spends on generating noise is not counted
                seconds = threads == 1 ? Arrays.stream(nanos[0]).sum() / 1e9 : (System.nanoTime() - begin) / 1e9;
            }
            double total = (double) threads * entries * points;
            long[] all =
                    Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
            return new Appending(total / seconds, all[all.length / 2], place.bytes() / total);
        }
    }

    private static void append(SqlStore store, Noise noise, int points, long[] nanos) {
        UUID run = noise.start(store.logs());
        for (int i = 0; i < nanos.length; i++) {
            RunBatch batch = noise.batch(points);
            long begin = System.nanoTime();
            store.logs().append(run, batch);
            nanos[i] = System.nanoTime() - begin;
        }
        long begin = System.nanoTime();
        store.logs().append(run, new RunEnd(nanos.length + 1L, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null));
        nanos[nanos.length - 1] += System.nanoTime() - begin;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The median time of a curve in 1,000 buckets, and the time to decode all points, in milliseconds; negative if not
     * measured.
     */
    public record Reading(double curveMillis, double decodeMillis) {}

    /** Repeatedly reads a series of this many points of an SQLite file. */
    public static Reading read(int points, int times, boolean isDecoded, Blackhole hole) throws IOException {
        return read(StoreFigures::sqlite, points, times, isDecoded, hole);
    }

    /** Repeatedly reads a series of this many points. */
    public static Reading read(Places places, int points, int times, boolean isDecoded, Blackhole hole)
            throws IOException {
        try (Place place = places.create();
                SqlStore store = place.open()) {
            Noise noise = new Noise(1, 1);
            UUID run = noise.start(store.logs());
            int entries = points / 10_000;
            for (int i = 0; i < entries; i++) {
                store.logs().append(run, noise.batch(10_000));
            }
            store.logs().append(run, new RunEnd(entries + 1L, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null));
            Metrics metrics =
                    store.experiment("benchmark").models().list().get(0).metrics();
            double curve = median(times, () -> hole.consume(metrics.curve(CurveQuery.of("metric 0", "train"))));
            double decode = isDecoded ? median(times, () -> hole.consume(store.points(run, "metric 0", "train"))) : -1;
            return new Reading(curve, decode);
        }
    }

    private static double median(int times, Runnable call) {
        long[] nanos = new long[times];
        for (int i = -times; i < times; i++) {
            long begin = System.nanoTime();
            call.run();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return nanos[times / 2] / 1e6;
    }
}
