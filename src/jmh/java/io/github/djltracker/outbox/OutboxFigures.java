package io.github.djltracker.outbox;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.outbox.delivery.Destination;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** The outbox's figures, each measured in this process after a warm-up. */
public final class OutboxFigures {
    private static final int METRICS = 10;
    private static final double[] NOISE =
            new Random(1).doubles(1 << 16).map(noise -> (float) noise).toArray();

    private OutboxFigures() {}

    /**
     * What a training batch with 10 metrics costs the recorder's thread, including encoding, writing and forcing to
     * disk.
     *
     * @param nanos elapsed time of the median entry, divided by its batches
     * @param cpuNanos processor time, on average
     * @param bytesPerPoint on disk; an iteration counts as a point
     */
    public record Appending(double nanos, double cpuNanos, double bytesPerPoint) {}

    /** Appends this many entries, each of this many training batches with 10 metrics. */
    public static Appending append(int entries, int batches) throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try (Outbox outbox = Outbox.open(folder, "benchmark", away())) {
            append(outbox, new UUID(1, 1), entries, batches);
            return append(outbox, new UUID(1, 2), entries, batches);
        } finally {
            delete(folder);
        }
    }

    private static Appending append(Outbox outbox, UUID run, int entries, int batches) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = outbox.status().usedBytes();
        outbox.append(run, start(run));
        long[] nanos = new long[entries];
        long cpu = 0;
        for (int i = 0; i < entries; i++) {
            RunBatch batch = batch(i + 1, batches);
            long cpuBegin = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            outbox.append(run, batch);
            nanos[i] = System.nanoTime() - begin;
            cpu += threads.getCurrentThreadCpuTime() - cpuBegin;
        }
        outbox.append(run, end(entries + 1));
        double points = (double) entries * batches * (METRICS + 1);
        long bytes = outbox.status().usedBytes() - before;
        Arrays.sort(nanos);
        return new Appending((double) nanos[entries / 2] / batches, (double) cpu / entries / batches, bytes / points);
    }

    /** How fast a backlog is read from disk and passed to a destination that accepts everything at once. */
    public record Draining(double pointsPerSecond, double bytesPerSecond) {}

    /** Sends a backlog of this many entries of 10,000 points, including iterations. */
    public static Draining drain(int entries) throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        try {
            UUID run = new UUID(1, 1);
            int batches = 10_000 / (METRICS + 1);
            try (Outbox outbox = Outbox.open(folder, "benchmark", away())) {
                outbox.append(run, start(run));
                for (int i = 1; i <= entries; i++) {
                    outbox.append(run, batch(i, batches));
                }
                outbox.append(run, end(entries + 1));
                outbox.close(Duration.ZERO);
            }
            long bytes = OutboxStatus.read(folder).bytes();
            long[] next = {0};
            long begin = System.nanoTime();
            Outbox.sync(folder, "benchmark", (id, lines) -> next[0] += lines.size(), progress -> {});
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Draining((double) entries * batches * (METRICS + 1) / seconds, bytes / seconds);
        } finally {
            delete(folder);
        }
    }

    /** The entry that a training with 10 metrics records for this many batches. */
    static RunBatch batch(int sequence, int batches) {
        long[] steps = new long[batches];
        int[] epochs = new int[batches];
        long[] times = new long[batches];
        for (int i = 0; i < batches; i++) {
            steps[i] = (long) sequence * batches + i;
            times[i] = 1_700_000_000_000L + steps[i] / 2;
            epochs[i] = (int) (steps[i] / 10_000);
        }
        List<SeriesColumns> series = new ArrayList<>();
        for (int m = 0; m < METRICS; m++) {
            double[] values = new double[batches];
            for (int i = 0; i < batches; i++) {
                values[i] = NOISE[(sequence * 31 + m * 977 + i) & NOISE.length - 1];
            }
            series.add(new SeriesColumns("metric " + m, "train", steps.clone(), times.clone(), values));
        }
        return new RunBatch(sequence, new IterationColumns(steps, epochs, times), series, List.of());
    }

    static RunStart start(UUID run) {
        return new RunStart(run, "benchmark", "h", null, null, List.of(), Instant.EPOCH, null, Map.of());
    }

    private static RunEnd end(long sequence) {
        return new RunEnd(sequence, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null);
    }

    static Destination away() {
        return (run, lines) -> {
            throw new UnavailableException("no network");
        };
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Prints the figures. */
    public static void main(String[] args) throws IOException {
        for (int round = 0; round < 5; round++) {
            System.out.println(append(400, 500));
        }
        for (int round = 0; round < 3; round++) {
            System.out.println(drain(1_000));
        }
    }
}
