package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.value.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points that wait to be written, in columns of primitives: 28 bytes per point. Grows up to its capacity. Not
 * thread-safe: guarded by the recorder's lock while it fills, confined to the recorder thread afterwards.
 */
final class PointBuffer {
    /** The series number of points that are iterations. Their value is the epoch. */
    static final int ITERATION = -1;
    /** Maximum number of modules in a buffer, and of annotations. */
    static final int MAX_MODULES = 256;

    private static final int FIRST_SIZE = 1_024;

    private final int capacity;
    private int size;
    private int[] series = new int[FIRST_SIZE];
    private long[] steps = new long[FIRST_SIZE];
    private long[] times = new long[FIRST_SIZE];
    private double[] values = new double[FIRST_SIZE];
    private final List<IterationModule> modules = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private long moduleSize;

    PointBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean hasRoomFor(int points) {
        return size + points <= capacity;
    }

    boolean isHalfFull() {
        return size >= capacity / 2;
    }

    void add(int ofSeries, long step, long time, double value) {
        if (size == series.length) {
            grow();
        }
        series[size] = ofSeries;
        steps[size] = step;
        times[size] = time;
        values[size] = value;
        size++;
    }

    /** Adds a module of about this number of characters, and returns whether there was space. */
    boolean add(IterationModule module, long characters) {
        if (modules.size() >= MAX_MODULES || moduleSize + characters > Recorder.MAX_MODULE_CHARACTERS) {
            return false;
        }
        modules.add(module);
        moduleSize += characters;
        return true;
    }

    /** Adds an annotation, and returns whether there was space. */
    boolean add(Annotation said) {
        return annotations.size() < MAX_MODULES && annotations.add(said);
    }

    private void grow() {
        int length = Math.min(capacity, series.length * 2);
        series = Arrays.copyOf(series, length);
        steps = Arrays.copyOf(steps, length);
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
    }

    void clear() {
        size = 0;
        modules.clear();
        annotations.clear();
        moduleSize = 0;
    }

    boolean isEmpty() {
        return size == 0 && modules.isEmpty();
    }

    int size() {
        return size;
    }

    int series(int index) {
        return series[index];
    }

    long step(int index) {
        return steps[index];
    }

    long time(int index) {
        return times[index];
    }

    double value(int index) {
        return values[index];
    }

    List<IterationModule> modules() {
        return modules;
    }

    /** The annotations, which are not part of an entry, so {@link #isEmpty} ignores them. */
    List<Annotation> annotations() {
        return annotations;
    }
}
