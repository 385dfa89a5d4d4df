package io.github.djltracker.testing;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short methods to create entries of runs. Times grow with the sequence number of the entry and with the point. */
public final class Entries {
    /** The time at which every run starts. */
    public static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private Entries() {}

    /** A start of a new run, of a model without name and modules. */
    public static RunStart start(UUID run, String experiment, String hash) {
        return start(run, experiment, hash, null, null);
    }

    /** A start of a new run, of a model with these modules. */
    public static RunStart start(
            UUID run,
            String experiment,
            String hash,
            @Nullable String name,
            @Nullable String description,
            ModuleRecord... modules) {
        return new RunStart(run, experiment, hash, name, description, List.of(modules), TIME, null, Map.of());
    }

    /** An entry of one series, with one point per step from {@code firstStep} on. */
    public static RunBatch points(
            long sequence, String name, @Nullable String phase, long firstStep, double... values) {
        long[] steps = new long[values.length];
        Arrays.setAll(steps, i -> firstStep + i);
        return batch(sequence, IterationColumns.NONE, series(sequence, name, phase, steps, values));
    }

    /** An entry of iterations of epoch 1, without metrics. */
    public static RunBatch iterations(long sequence, long... steps) {
        return batch(sequence, columns(sequence, 1, steps));
    }

    /** An entry without modules. */
    public static RunBatch batch(long sequence, IterationColumns iterations, SeriesColumns... series) {
        return new RunBatch(sequence, iterations, List.of(series), List.of());
    }

    /** An entry of iterations of epoch 1, with modules. */
    public static RunBatch modules(long sequence, long[] steps, IterationModule... modules) {
        return new RunBatch(sequence, columns(sequence, 1, steps), List.of(), List.of(modules));
    }

    public static IterationColumns columns(long sequence, int epoch, long... steps) {
        int[] epochs = new int[steps.length];
        Arrays.fill(epochs, epoch);
        return new IterationColumns(steps, epochs, times(sequence, steps.length));
    }

    public static SeriesColumns series(
            long sequence, String name, @Nullable String phase, long[] steps, double... values) {
        return new SeriesColumns(name, phase, steps, times(sequence, steps.length), values);
    }

    /** The end of a run without losses. */
    public static RunEnd end(long sequence, RunStatus status) {
        return new RunEnd(sequence, status, TIME.plusSeconds(sequence), Map.of(), null);
    }

    /** A module with one attribute. */
    public static ModuleRecord module(String name, String key, @Nullable Object value) {
        return new ModuleRecord(name, Collections.singletonMap(key, value));
    }

    private static long[] times(long sequence, int count) {
        long[] times = new long[count];
        Arrays.setAll(times, i -> TIME.toEpochMilli() + 1000 * sequence + i);
        return times;
    }
}
