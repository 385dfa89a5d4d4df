package io.github.djltracker.testing;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Histogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A run with only the distributions of its parameters, at every tenth step: bell curves that move and become wider. The
 * same seed makes the same run. Not thread-safe.
 */
public final class DistributedRun {
    private static final int BETWEEN = 10;
    private static final int LOOKS_AN_ENTRY = 20;
    private static final int VALUES = 1_000;
    private static final Instant STARTED = Instant.parse("2026-05-01T12:00:00Z");

    private final UUID id;
    private final Random random;
    private final List<String> parameters;
    private int looks = 0;
    private long sequence = 1;

    /** A run in the model "net" of an experiment, of which nothing has been written yet. */
    public DistributedRun(long seed, String... parameters) {
        this.random = new Random(seed);
        this.id = new UUID(random.nextLong(), random.nextLong());
        this.parameters = List.of(parameters);
    }

    public UUID id() {
        return id;
    }

    public DistributedRun start(Sink sink, String experiment) {
        sink.append(
                id,
                new RunStart(
                        id,
                        experiment,
                        "ab".repeat(32),
                        "net",
                        "",
                        List.of(),
                        STARTED.plusMillis(looks),
                        null,
                        Map.of()));
        return this;
    }

    /** Writes this many more histograms of each parameter. */
    public DistributedRun look(Sink sink, int count) {
        int end = looks + count;
        while (looks < end) {
            int some = Math.min(LOOKS_AN_ENTRY, end - looks);
            List<SeriesColumns> series = new ArrayList<>();
            for (String parameter : parameters) {
                series.add(histograms(parameter, some));
                series.add(deviations(parameter, some));
            }
            sink.append(id, new RunBatch(sequence++, IterationColumns.NONE, series, List.of()));
            looks += some;
        }
        return this;
    }

    public DistributedRun end(Sink sink) {
        sink.append(id, new RunEnd(sequence, RunStatus.FINISHED, STARTED.plusSeconds(looks), Map.of(), null));
        return this;
    }

    private SeriesColumns histograms(String parameter, int count) {
        long[] steps = new long[count * Histogram.POINTS];
        long[] times = new long[steps.length];
        double[] values = new double[steps.length];
        for (int i = 0; i < count; i++) {
            int from = i * Histogram.POINTS;
            Arrays.fill(steps, from, from + Histogram.POINTS, step(i));
            Arrays.fill(times, from, from + Histogram.POINTS, time(i));
            System.arraycopy(histogram(looks + i), 0, values, from, Histogram.POINTS);
        }
        return new SeriesColumns("weight_histogram/" + parameter, Histogram.PHASE, steps, times, values);
    }

    private double[] histogram(int look) {
        double middle = Math.sin(look / 60.0) / 4;
        double width = 0.2 + look / 1_000.0;
        double[] all = random.doubles(VALUES)
                .map(any -> middle + width * random.nextGaussian())
                .sorted()
                .toArray();
        double low = all[0];
        double high = all[VALUES - 1];
        double[] points = new double[Histogram.POINTS];
        points[0] = low;
        points[1] = high;
        for (double value : all) {
            int bucket = (int) ((value - low) / (high - low) * Histogram.BUCKETS);
            points[2 + Math.min(Histogram.BUCKETS - 1, bucket)]++;
        }
        return points;
    }

    private SeriesColumns deviations(String parameter, int count) {
        long[] steps = new long[count];
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = step(i);
            times[i] = time(i);
            values[i] = 0.2 + (looks + i) / 1_000.0;
        }
        return new SeriesColumns("weight_std/" + parameter, "train", steps, times, values);
    }

    private long step(int i) {
        return (long) BETWEEN * (looks + i + 1);
    }

    private long time(int i) {
        return STARTED.toEpochMilli() + 100L * step(i);
    }
}
