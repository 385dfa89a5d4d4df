package io.github.djltracker.store;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Simulates what a training with many metrics records: series of float noise, step by step, at jittering times. */
public final class Noise {
    private static final int TABLE = 1 << 16;

    private final int series;
    private final double[] values = new double[TABLE];
    private final long[] jitter = new long[TABLE];
    private long sequence = 1;
    private long step;
    private long time = 1_700_000_000_000L;
    private int at;

    public Noise(int series, long seed) {
        this.series = series;
        Random random = new Random(seed);
        for (int i = 0; i < TABLE; i++) {
            values[i] = (float) (0.5 + 0.1 * random.nextGaussian());
            jitter[i] = 20L + random.nextInt(10);
        }
    }

    public UUID start(Sink sink) {
        UUID run = UUID.randomUUID();
        sink.append(
                run,
                new RunStart(
                        run,
                        "benchmark",
                        run.toString(),
                        null,
                        null,
                        List.of(),
                        Instant.ofEpochMilli(time),
                        null,
                        Map.of()));
        sequence = 1;
        return run;
    }

    /** The next entry, with this many points, the same number for each series. */
    public RunBatch batch(int points) {
        return batch(points, sequence++);
    }

    /** The same, with this sequence number, as an entry of any run. */
    public RunBatch batch(int points, long number) {
        int count = points / series;
        long[] steps = new long[count];
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            steps[i] = step++;
            time += jitter[at++ & TABLE - 1];
            times[i] = time;
        }
        List<SeriesColumns> columns = new ArrayList<>(series);
        for (int s = 0; s < series; s++) {
            double[] column = new double[count];
            for (int i = 0; i < count; i++) {
                column[i] = values[at++ & TABLE - 1];
            }
            columns.add(new SeriesColumns("metric " + s, "train", steps, times, column));
        }
        return new RunBatch(number, IterationColumns.NONE, columns, List.of());
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
