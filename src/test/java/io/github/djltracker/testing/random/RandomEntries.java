package io.github.djltracker.testing.random;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random entries of runs: mostly like those of a training, sometimes as unusual as possible. */
public final class RandomEntries {
    private static final List<String> NAMES = List.of("loss", "Loss", "learning_rate", "a/b", "\u0130i");
    private static final List<String> TEXTS = List.of("adam", "L2 loss", "\u732b \ud83d\udc08", "\"\\ \n", "", "NaN");

    private final Random random;

    public RandomEntries(Random random) {
        this.random = random;
    }

    public RunStart start(UUID run, String experiment, String hash, @Nullable ResumePoint resumedFrom) {
        List<ModuleRecord> modules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            modules.add(module());
        }
        return new RunStart(
                run,
                experiment,
                hash,
                random.nextBoolean() ? name() : null,
                random.nextBoolean() ? text() : null,
                modules,
                Entries.TIME.plusMillis(random.nextInt(1_000_000)),
                resumedFrom,
                attributes(2));
    }

    /** A batch whose iterations are at {@code step} and the following steps, in some order. */
    public RunBatch batch(long sequence, long step) {
        long[] steps = new long[random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(8)];
        Arrays.setAll(steps, i -> step + i);
        if (random.nextInt(4) == 0) {
            shuffle(steps);
        }
        int[] epochs = random.ints(steps.length, 0, 5).toArray();
        List<IterationModule> modules = new ArrayList<>();
        if (steps.length > 0 && random.nextInt(4) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                modules.add(new IterationModule(steps[random.nextInt(steps.length)], module()));
            }
        }
        Map<String, SeriesColumns> series = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            SeriesColumns columns = series(sequence, step);
            series.put(columns.name() + "\n" + columns.phase(), columns);
        }
        return new RunBatch(
                sequence,
                new IterationColumns(steps, epochs, times(sequence, steps.length)),
                List.copyOf(series.values()),
                modules);
    }

    public RunEnd end(long sequence) {
        Map<String, Long> losses = random.nextBoolean() ? Map.of() : Map.of("queue full", (long) random.nextInt(99));
        RunStatus status = List.of(RunStatus.FINISHED, RunStatus.FAILED, RunStatus.INTERRUPTED)
                .get(random.nextInt(3));
        return new RunEnd(
                sequence, status, Entries.TIME.plusSeconds(sequence), losses, random.nextBoolean() ? text() : null);
    }

    public ModuleRecord module() {
        return new ModuleRecord(name(), attributes(2));
    }

    /** A metric's name, one of few. */
    public String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    public @Nullable String phase() {
        return random.nextInt(3) == 0 ? null : List.of("train", "validate").get(random.nextInt(2));
    }

    public String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** Any double; often one that a conversion might change. */
    public double value() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> random.nextBoolean() ? 0.0 : -0.0;
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> random.nextInt(100);
            case 5 -> random.nextFloat();
            default -> random.nextGaussian();
        };
    }

    private SeriesColumns series(long sequence, long step) {
        int count = random.nextInt(40) == 0 ? 1 + random.nextInt(1_500) : 1 + random.nextInt(12);
        long[] steps = new long[count];
        Arrays.setAll(steps, i -> step + i);
        switch (random.nextInt(8)) {
            case 0 -> shuffle(steps);
            case 1 -> Arrays.fill(steps, step);
            case 2 -> Arrays.setAll(steps, i -> random.nextInt(200));
            case 3 -> steps[count - 1] = random.nextInt(50) == 0 ? Limits.MAX_INTEGER : step;
            default -> {}
        }
        double[] values = new double[count];
        double constant = value();
        boolean flat = random.nextInt(8) == 0;
        Arrays.setAll(values, i -> flat ? constant : value());
        return new SeriesColumns(name(), phase(), steps, times(sequence, count), values);
    }

    private long[] times(long sequence, int count) {
        long[] times = new long[count];
        long from =
                random.nextInt(20) == 0 ? random.nextInt(1_000_000) : Entries.TIME.toEpochMilli() + 1_000 * sequence;
        Arrays.setAll(times, i -> from + i * 3L + random.nextInt(3));
        return times;
    }

    private Map<String, @Nullable Object> attributes(int depth) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(text(), attribute(depth));
        }
        return attributes;
    }

    private @Nullable Object attribute(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian();
            case 4, 5 -> text();
            case 6 -> attributes(depth - 1);
            default -> Arrays.asList(attribute(depth - 1), attribute(depth - 1));
        };
    }

    private void shuffle(long[] steps) {
        for (int i = steps.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long step = steps[i];
            steps[i] = steps[j];
            steps[j] = step;
        }
    }
}
