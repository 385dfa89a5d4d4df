package io.github.djltracker.store.check;

/** Is told how far a long work on a store is. */
public interface StoreProgress {
    /**
     * Called now and then, on the thread that works.
     *
     * @param done runs that are done, of {@code total}
     */
    void report(long done, long total);
}
