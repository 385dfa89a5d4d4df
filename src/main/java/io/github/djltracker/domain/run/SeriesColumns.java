package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.Limits;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The points of one name and phase, with one column per property, all of equal length, in the order in which they were
 * recorded. The arrays are not copied and must not be changed. Two instances are equal if their values are equal bit
 * for bit; all NaNs are equal.
 *
 * @param steps 0 to 2^53 - 1, in any order
 * @param times milliseconds since 1970
 * @param values any doubles
 */
@SuppressWarnings("ArrayRecordComponent") // arrays of primitives are intended; equals and hashCode are below
public record SeriesColumns(String name, @Nullable String phase, long[] steps, long[] times, double[] values) {
    public SeriesColumns {
        Limits.name("metric name", name);
        Limits.phase(phase);
        if (times.length != steps.length || values.length != steps.length) {
            throw new IllegalArgumentException("columns of different length: steps " + steps.length + ", times "
                    + times.length + ", values " + values.length);
        }
        for (int i = 0; i < steps.length; i++) {
            Limits.step(steps[i]);
            Limits.integer("time", times[i]);
        }
    }

    public int count() {
        return steps.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesColumns that
                && name.equals(that.name)
                && Objects.equals(phase, that.phase)
                && Arrays.equals(steps, that.steps)
                && Arrays.equals(times, that.times)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, phase, Arrays.hashCode(steps), Arrays.hashCode(times), Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "SeriesColumns[name=" + name + ", phase=" + phase + ", steps=" + Arrays.toString(steps) + ", times="
                + Arrays.toString(times) + ", values=" + Arrays.toString(values) + "]";
    }
}
