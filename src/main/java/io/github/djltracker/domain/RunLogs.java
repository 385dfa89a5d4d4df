package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The logs of all runs of a store, across experiments: written and read entry by entry. Thread-safe. */
public interface RunLogs extends Sink {
    /** The sequence number of the next expected entry: 0 for a run that does not exist. */
    long next(UUID run);

    /**
     * Reads back a run's log, entry by entry. Points, iterations and modules that have been removed since are missing
     * from their entries; the entries themselves stay.
     *
     * @param from sequence number of the first entry
     * @param limit maximum number of entries, at least 1. Fewer are returned if entries are large, but at least one if
     *     there are any
     * @return empty if the run has no entry with that number yet
     * @throws NotFoundException if there is no such run
     */
    List<RunEntry> entries(UUID run, long from, int limit);

    /** The model that a run trained; empty if there is no such run. */
    Optional<Model> model(UUID run);
}
