package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The logs of the runs of a store, whatever experiment they are of: written and read entry by entry. Thread-safe. */
public interface RunLogs extends Sink {
    /** The number of the entry that is wanted next: 0 for a run that is not there. */
    long next(UUID run);

    /**
     * Reads a run's log again, entry by entry as it came. Points, iterations and modules that were removed since are
     * missing from their entries; the entries themselves stay.
     *
     * @param from number of the first entry wanted
     * @param limit at most so many entries, from 1; large ones may be fewer, but never none where there are more
     * @return empty where the run has no entry of that number yet
     * @throws NotFoundException if there is no such run
     */
    List<RunEntry> entries(UUID run, long from, int limit);

    /** The model that a run trained; empty if there is no such run. */
    Optional<Model> model(UUID run);
}
