package io.github.djltracker.domain;

import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEntry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Logs to which entries can be appended without a thread that waits until they are stored. Thread-safe. */
public interface AsyncRunLogs extends RunLogs {
    /**
     * Appends entries like {@link #append(UUID, List)} and returns at once, before they are stored.
     *
     * @return the sequence number of the next expected entry, once all entries are stored; completed exceptionally with
     *     what {@code append} would throw if they are not. It is completed by a thread that other appends may wait for,
     *     so dependent stages must not block
     * @throws RejectedException if an entry belongs to another run
     * @throws IllegalArgumentException if there are no entries
     */
    CompletableFuture<Long> appendAsync(UUID run, List<RunEntry> entries);
}
