package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sorts a slice of a buffer into the columns of an entry. Confined to the recorder thread. */
final class BatchColumns {
    private final List<SeriesName> names = new ArrayList<>();
    private int[] counts = new int[64];

    /** Adds the series that were first used since the last call; their numbers follow those already known. */
    void learn(List<SeriesName> more) {
        names.addAll(more);
    }

    int known() {
        return names.size();
    }

    /** An entry with the points {@code from} (inclusive) to {@code to} (exclusive). */
    RunBatch entry(long sequence, PointBuffer points, int from, int to, List<IterationModule> modules) {
        if (counts.length < names.size()) {
            counts = new int[names.size() * 2];
        }
        int iterations = count(points, from, to);
        IterationColumns iteration = iterations == 0
                ? IterationColumns.NONE
                : new IterationColumns(new long[iterations], new int[iterations], new long[iterations]);
        long[][] steps = new long[names.size()][];
        long[][] times = new long[names.size()][];
        double[][] values = new double[names.size()][];
        for (int i = 0; i < names.size(); i++) {
            steps[i] = new long[counts[i]];
            times[i] = new long[counts[i]];
            values[i] = new double[counts[i]];
        }
        fill(points, from, to, iteration, steps, times, values);
        List<SeriesColumns> series = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (steps[i].length > 0) {
                SeriesName name = names.get(i);
                series.add(new SeriesColumns(name.name(), name.phase(), steps[i], times[i], values[i]));
            }
        }
        return new RunBatch(sequence, iteration, series, modules);
    }

    private int count(PointBuffer points, int from, int to) {
        Arrays.fill(counts, 0);
        int iterations = 0;
        for (int i = from; i < to; i++) {
            int of = points.series(i);
            if (of == PointBuffer.ITERATION) {
                iterations++;
            } else {
                counts[of]++;
            }
        }
        return iterations;
    }

    private void fill(
            PointBuffer points,
            int from,
            int to,
            IterationColumns iteration,
            long[][] steps,
            long[][] times,
            double[][] values) {
        Arrays.fill(counts, 0);
        int iterations = 0;
        for (int i = from; i < to; i++) {
            int of = points.series(i);
            if (of == PointBuffer.ITERATION) {
                iteration.steps()[iterations] = points.step(i);
                iteration.epochs()[iterations] = (int) points.value(i);
                iteration.times()[iterations] = points.time(i);
                iterations++;
            } else {
                int at = counts[of]++;
                steps[of][at] = points.step(i);
                times[of][at] = points.time(i);
                values[of][at] = points.value(i);
            }
        }
    }
}
