package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the points of a run until it ends: copies them into one of two buffers, under a lock that is never held
 * during I/O. The recorder's thread takes this buffer and leaves the other. Thread-safe.
 */
final class PointIntake {
    private final Losses losses;
    /** Called under the lock when a buffer is half full. */
    private final Runnable onHalfFull;

    // guarded by lock
    private final Object lock = new Object();
    private final SeriesTable series = new SeriesTable();
    private PointBuffer filling;
    private PointBuffer spare;
    /** The number of points, modules and annotations accepted; the start counts as one. */
    private long accepted = 1;

    private @Nullable Ending ending;

    PointIntake(int bufferPoints, Losses losses, Runnable onHalfFull) {
        this.losses = losses;
        this.onHalfFull = onHalfFull;
        this.filling = new PointBuffer(bufferPoints);
        this.spare = new PointBuffer(bufferPoints);
    }

    int series(SeriesName name) {
        synchronized (lock) {
            return series.number(name);
        }
    }

    /** As {@link Recorder#iteration}. */
    void iteration(long step, int epoch, long time, int[] ofSeries, double[] values, int count) {
        synchronized (lock) {
            if (isRefused(step, time, count + 1)) {
                return;
            }
            filling.add(PointBuffer.ITERATION, step, time, epoch);
            take(step, time, ofSeries, values, count);
            accepted += count + 1L;
            tellWhenHalfFull();
        }
    }

    /** As {@link Recorder#points}. */
    void points(long step, long time, int[] ofSeries, double[] values, int count) {
        synchronized (lock) {
            if (isRefused(step, time, count)) {
                return;
            }
            take(step, time, ofSeries, values, count);
            accepted += count;
            tellWhenHalfFull();
        }
    }

    /** As {@link Recorder#sample}. */
    void sample(int ofSeries, long step, long time, double value) {
        synchronized (lock) {
            if (ending == null) {
                points(step, time, new int[] {ofSeries}, new double[] {value}, 1);
            }
        }
    }

    /** As {@link Recorder#module}. */
    void module(IterationModule module) {
        long characters = module.toString().length();
        synchronized (lock) {
            if (ending != null) {
                losses.add(LossReason.CLOSED, 1);
            } else if (filling.add(module, characters)) {
                accepted++;
            } else {
                losses.add(LossReason.BUFFER_FULL, 1);
            }
        }
    }

    /** As {@link Recorder#annotate}. */
    void annotate(Annotation said) {
        synchronized (lock) {
            if (ending != null) {
                losses.add(LossReason.CLOSED, 1);
            } else if (filling.add(said)) {
                accepted++;
            } else {
                losses.add(LossReason.BUFFER_FULL, 1);
            }
        }
    }

    private boolean isRefused(long step, long time, int points) {
        if (ending != null) {
            losses.add(LossReason.CLOSED, points);
        } else if (step < 0 || step > Limits.MAX_INTEGER || time < 0 || time > Limits.MAX_INTEGER) {
            losses.add(LossReason.INVALID, points);
        } else if (!filling.hasRoomFor(points)) {
            losses.add(LossReason.BUFFER_FULL, points);
        } else {
            return false;
        }
        return true;
    }

    private void take(long step, long time, int[] ofSeries, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (ofSeries[i] < 0) {
                losses.add(ofSeries[i] == Recorder.NO_SERIES ? LossReason.TOO_MANY_SERIES : LossReason.INVALID, 1);
                accepted--;
            } else {
                filling.add(ofSeries[i], step, time, values[i]);
            }
        }
    }

    private void tellWhenHalfFull() {
        if (filling.isHalfFull()) {
            onHalfFull.run();
        }
    }

    /** Accepts nothing more from now on. Only the first call has an effect. */
    void end(Ending how) {
        synchronized (lock) {
            if (ending == null) {
                ending = how;
            }
        }
    }

    /** How the run ends; null while it still accepts points. */
    @Nullable
    Ending ending() {
        synchronized (lock) {
            return ending;
        }
    }

    /** The number of points, modules and annotations accepted so far. */
    long accepted() {
        synchronized (lock) {
            return accepted;
        }
    }

    /** Swaps the two buffers and returns the filled one, which is valid until the next call. */
    PointBuffer swap(BatchColumns columns) {
        synchronized (lock) {
            PointBuffer full = filling;
            filling = spare;
            spare = full;
            filling.clear();
            columns.learn(series.takeAdded());
            return full;
        }
    }
}
