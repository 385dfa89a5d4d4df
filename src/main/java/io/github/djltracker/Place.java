package io.github.djltracker;

import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Sink;
import java.time.Duration;

/** What an {@link ExperimentTracker} stands in front of. Thread-safe. */
interface Place {
    Store store();

    /** Whether what is appended to a sink comes here. */
    boolean owns(Sink sink);

    /**
     * Waits until what was appended before this call can be read.
     *
     * @return false if it cannot, because time ran out, something was lost, or the thread was interrupted
     */
    boolean flush(Duration atMost);

    /** Closes; what has not arrived within this time stays where it is safe, and the log says so. */
    void close(Duration atMost);
}
