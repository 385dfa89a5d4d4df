package io.github.djltracker.outbox.folder;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.RejectedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The latest {@value #MAX} runs that have ended or were deleted, and are not on disk any more, so that appending one of
 * their entries again has the same result as before. Thread-safe.
 */
public final class DoneRuns {
    static final int MAX = 10_000;

    private final Object monitor = new Object();
    /** Guarded by monitor. */
    private final Map<UUID, Done> runs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Done> eldest) {
            return size() > MAX;
        }
    };

    private record Done(long next, boolean isDeleted) {}

    public void add(UUID run, long next, boolean isDeleted) {
        synchronized (monitor) {
            runs.put(run, new Done(next, isDeleted));
        }
    }

    /**
     * The result of appending an entry again.
     *
     * @return the number after the run's last entry, or {@link RunFolder#GONE} if the run is unknown
     */
    public long append(UUID run, long sequence) {
        Done done;
        synchronized (monitor) {
            done = runs.get(run);
        }
        if (done == null) {
            return RunFolder.GONE;
        }
        if (done.isDeleted()) {
            throw new DeletedException(run);
        }
        if (sequence >= done.next()) {
            throw new RejectedException(
                    "run " + run + " ended with entry " + (done.next() - 1) + ": entry " + sequence + " is rejected");
        }
        return done.next();
    }
}
