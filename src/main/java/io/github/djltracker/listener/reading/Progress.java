package io.github.djltracker.listener.reading;

/** The progress of a run. Written by the training thread, read by any thread. */
public final class Progress {
    private final long first;
    private volatile long step;
    private volatile int epoch;

    public Progress(long step, int epoch) {
        this.first = step + 1;
        this.step = step;
        this.epoch = epoch;
    }

    /** The last step taken; before the first one, the step that the run was resumed from, or 0. */
    public long step() {
        return step;
    }

    /** The last step taken, or the first one if there is none yet: the step for values that belong to no batch. */
    long stepOrFirst() {
        return Math.max(step, first);
    }

    /** Whether a step has been taken. */
    public boolean hasBegun() {
        return step >= first;
    }

    public void step(long reached) {
        step = reached;
    }

    /** Epochs completed. */
    public int epoch() {
        return epoch;
    }

    public void epoch(int completed) {
        epoch = completed;
    }
}
