package io.github.djltracker.store.codec;

import io.github.djltracker.domain.run.SeriesColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Points of one series in growing columns, in the order in which they were recorded. Not thread-safe. */
public final class Points {
    private int count;
    private long[] steps;
    private long[] times;
    private double[] values;
    private long[] entries;

    public Points(int capacity) {
        steps = new long[capacity];
        times = new long[capacity];
        values = new double[capacity];
        entries = new long[capacity];
    }

    public int count() {
        return count;
    }

    /** The column itself, not a copy; it may be longer than {@link #count()}. */
    public long[] steps() {
        return steps;
    }

    /** The column itself, not a copy; it may be longer than {@link #count()}. Milliseconds since 1970. */
    public long[] times() {
        return times;
    }

    /** The column itself, not a copy; it may be longer than {@link #count()}. */
    public double[] values() {
        return values;
    }

    /** The column itself, not a copy; it may be longer than {@link #count()}. The entry that each point came in. */
    public long[] entries() {
        return entries;
    }

    public void add(long step, long time, double value, long entry) {
        grow(1);
        steps[count] = step;
        times[count] = time;
        values[count] = value;
        entries[count++] = entry;
    }

    public void addAll(long[] moreSteps, long[] moreTimes, double[] moreValues, long entry) {
        int more = moreSteps.length;
        grow(more);
        System.arraycopy(moreSteps, 0, steps, count, more);
        System.arraycopy(moreTimes, 0, times, count, more);
        System.arraycopy(moreValues, 0, values, count, more);
        Arrays.fill(entries, count, count + more, entry);
        count += more;
    }

    public void addAll(Points more) {
        addAll(more, 0, more.count);
    }

    public void addAll(Points more, int from, int to) {
        int added = to - from;
        grow(added);
        System.arraycopy(more.steps, from, steps, count, added);
        System.arraycopy(more.times, from, times, count, added);
        System.arraycopy(more.values, from, values, count, added);
        System.arraycopy(more.entries, from, entries, count, added);
        count += added;
    }

    /** Makes space for this number of points at the end, which the caller fills through the columns. */
    int extend(int more) {
        grow(more);
        int first = count;
        count += more;
        return first;
    }

    /** Keeps only the first points. */
    public void truncate(int left) {
        count = left;
    }

    public SeriesColumns toColumns(String name, @Nullable String phase, int from, int to) {
        return new SeriesColumns(
                name,
                phase,
                Arrays.copyOfRange(steps, from, to),
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(values, from, to));
    }

    private void grow(int more) {
        int wanted = count + more;
        if (wanted > steps.length) {
            int capacity = Math.max(wanted, Math.max(4, steps.length + (steps.length >> 1)));
            steps = Arrays.copyOf(steps, capacity);
            times = Arrays.copyOf(times, capacity);
            values = Arrays.copyOf(values, capacity);
            entries = Arrays.copyOf(entries, capacity);
        }
    }
}
