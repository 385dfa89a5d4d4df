package io.github.djltracker.store;

import io.github.djltracker.domain.CurveQuery;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.RunEnd;
import io.github.djltracker.domain.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.openjdk.jmh.infra.Blackhole;

/** The store's figures, each measured in this process after a warm-up: what the table of benchmarks shows. */
public final class StoreFigures {
    private static final int SERIES = 20;

    private StoreFigures() {}

    /** Points per second, nanoseconds of the median append, and bytes a point once the run has ended. */
    public record Appending(double pointsPerSecond, double p50Nanos, double bytesPerPoint) {}

    /** Appends so many entries of so many points to a new file, the end of the run included. */
    public static Appending append(int entries, int points) throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try {
            Path file = folder.resolve("tracker.db");
            long[] nanos = new long[entries];
            double seconds;
            try (SqlStore store = SqlStore.open(file)) {
                Noise noise = new Noise(Math.min(SERIES, points), 1);
                UUID run = noise.start(store.logs());
                long total = 0;
                for (int i = 0; i < entries; i++) {
                    var batch = noise.batch(points);
                    long begin = System.nanoTime();
                    store.logs().append(run, batch);
                    nanos[i] = System.nanoTime() - begin;
                    total += nanos[i];
                }
                long begin = System.nanoTime();
                store.logs().append(run, new RunEnd(entries + 1L, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null));
                seconds = (total + System.nanoTime() - begin) / 1e9;
            }
            Arrays.sort(nanos);
            // closing the last connection has moved the write-ahead log into the file
            return new Appending(
                    (double) entries * points / seconds,
                    nanos[entries / 2],
                    (double) Files.size(file) / ((double) entries * points));
        } finally {
            Noise.delete(folder);
        }
    }

    /** Milliseconds of the median curve in 1,000 buckets, and of decoding all points; negative where not measured. */
    public record Reading(double curveMillis, double decodeMillis) {}

    /** Reads a series of so many points again and again. */
    public static Reading read(int points, int times, boolean isDecoded, Blackhole hole) throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
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
        } finally {
            Noise.delete(folder);
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
