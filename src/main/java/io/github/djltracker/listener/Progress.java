package io.github.djltracker.listener;

/** Where a run is. Written by the training thread, read by any. */
final class Progress {
    private final long first;
    private volatile long step;
    private volatile int epoch;

    Progress(long step, int epoch) {
        this.first = step + 1;
        this.step = step;
        this.epoch = epoch;
    }

    /** The last step taken; the step it was resumed from, or 0, before the first. */
    long step() {
        return step;
    }

    /** The last step taken, or the one that will be the first: where a value belongs that no batch reported. */
    long stepOrFirst() {
        return Math.max(step, first);
    }

    void step(long reached) {
        step = reached;
    }

    /** Epochs completed. */
    int epoch() {
        return epoch;
    }

    void epoch(int completed) {
        epoch = completed;
    }
}
