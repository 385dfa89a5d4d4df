package io.github.djltracker;

import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Sink;
import java.time.Duration;

/** What an {@link ExperimentTracker} writes to and reads from. Thread-safe. */
interface Place {
    Store store();

    /** Whether entries appended to a sink are stored here. */
    boolean owns(Sink sink);

    /**
     * Waits until everything appended before this call can be read.
     *
     * @return false if time ran out, something was lost, or the thread was interrupted
     */
    boolean flush(Duration atMost);

    /** Closes the place. Entries that have not been delivered in time stay on disk, and this is logged. */
    void close(Duration atMost);
}
