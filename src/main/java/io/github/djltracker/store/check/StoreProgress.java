package io.github.djltracker.store.check;

/** Receives the progress of a long operation on a store. */
public interface StoreProgress {
    /**
     * Called repeatedly, on the thread of the operation.
     *
     * @param done number of runs that are done, of {@code total}
     */
    void report(long done, long total);
}
