package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.Limits;
import java.util.Arrays;

/**
 * Iterations, with one column per property, all of equal length. The arrays are not copied and must not be changed.
 *
 * @param steps 0 to 2^53 - 1, in any order
 * @param epochs from 0
 * @param times milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // arrays of primitives are intended; equals and hashCode are below
public record IterationColumns(long[] steps, int[] epochs, long[] times) {
    /** No iterations. */
    public static final IterationColumns NONE = new IterationColumns(new long[0], new int[0], new long[0]);

    public IterationColumns {
        if (epochs.length != steps.length || times.length != steps.length) {
            throw new IllegalArgumentException("columns of different length: steps " + steps.length + ", epochs "
                    + epochs.length + ", times " + times.length);
        }
        for (int i = 0; i < steps.length; i++) {
            Limits.step(steps[i]);
            Limits.integer("time", times[i]);
            Limits.integer("epoch", epochs[i]);
        }
    }

    public int count() {
        return steps.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IterationColumns that
                && Arrays.equals(steps, that.steps)
                && Arrays.equals(epochs, that.epochs)
                && Arrays.equals(times, that.times);
    }

    @Override
    public int hashCode() {
        return (31 * Arrays.hashCode(steps) + Arrays.hashCode(epochs)) * 31 + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return "IterationColumns[steps=" + Arrays.toString(steps) + ", epochs=" + Arrays.toString(epochs) + ", times="
                + Arrays.toString(times) + "]";
    }
}
