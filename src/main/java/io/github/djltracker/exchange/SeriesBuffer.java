package io.github.djltracker.exchange;

import io.github.djltracker.domain.run.SeriesColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Points of one series that wait to be appended. Not thread-safe. */
final class SeriesBuffer {
    private final String name;
    private final @Nullable String phase;
    private long[] steps = new long[16];
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int count;

    SeriesBuffer(String name, @Nullable String phase) {
        this.name = name;
        this.phase = phase;
    }

    void add(long step, long time, double value) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            times = Arrays.copyOf(times, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        steps[count] = step;
        times[count] = time;
        values[count++] = value;
    }

    int count() {
        return count;
    }

    /** Removes and returns the first points, at most this many. */
    SeriesColumns take(int most) {
        int taken = Math.min(most, count);
        SeriesColumns columns = new SeriesColumns(
                name, phase, Arrays.copyOf(steps, taken), Arrays.copyOf(times, taken), Arrays.copyOf(values, taken));
        System.arraycopy(steps, taken, steps, 0, count - taken);
        System.arraycopy(times, taken, times, 0, count - taken);
        System.arraycopy(values, taken, values, 0, count - taken);
        count -= taken;
        return columns;
    }
}
