package io.github.djltracker.listener.reading;

import ai.djl.ndarray.NDList;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import io.github.djltracker.recorder.Recorder;

/**
 * Measures the duration of each batch, and its samples per second. Allocates no object per batch. Guarded by the
 * listener's lock.
 */
public final class BatchTiming {
    private final int[] series;
    private final double[] values = new double[2];
    /** The time of the last callback on the nano clock; 0 if the next batch cannot be measured from it. */
    private long lastNanos;

    public BatchTiming(Recorder recorder) {
        this.series = new int[] {
            recorder.series("batch_seconds", Phases.TRAIN), recorder.series("samples_per_second", Phases.TRAIN)
        };
    }

    /** The numbers of the two series. */
    public int[] series() {
        return series;
    }

    /** Seconds, and samples per second, of the batch that was measured last. */
    public double[] values() {
        return values;
    }

    /**
     * Measures a batch.
     *
     * @param size its number of samples, 0 if unknown
     * @param nanos when it ended, on the nano clock
     * @return how many of the two values are known
     */
    public int measure(long size, long nanos) {
        long before = lastNanos;
        lastNanos = nanos;
        if (before == 0 || nanos <= before) {
            return 0;
        }
        values[0] = (nanos - before) / 1e9;
        values[1] = size / values[0];
        return size > 0 ? 2 : 1;
    }

    /** Resets the timer, because the time before the next batch is not part of that batch. */
    public void interrupt() {
        lastNanos = 0;
    }

    /** The number of samples in a batch, 0 if unknown. */
    public static long size(BatchData data) {
        if (data == null) {
            return 0;
        }
        Batch batch = data.getBatch();
        if (batch != null) {
            return batch.getSize();
        }
        long size = 0;
        if (data.getLabels() != null) {
            for (NDList labels : data.getLabels().values()) {
                if (labels != null
                        && !labels.isEmpty()
                        && labels.head().getShape().dimension() > 0) {
                    size += labels.head().getShape().get(0);
                }
            }
        }
        return size;
    }
}
