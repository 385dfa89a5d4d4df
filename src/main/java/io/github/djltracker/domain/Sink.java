package io.github.djltracker.domain;

import java.util.UUID;

/** A place that runs are written to. Thread-safe; the entries of one run come from one thread at a time. */
public interface Sink {
    /**
     * Appends the next entry of a run. The only way in, and idempotent: an entry whose number the sink has already is
     * skipped, so whoever is in doubt appends again. When the call returns, the entry is where the sink keeps it.
     *
     * @return the number of the entry that is wanted next
     * @throws GapException if an earlier entry is missing; nothing is written
     * @throws RejectedException if the sink will never take this entry; nothing is written
     * @throws UnavailableException if it cannot be written now; trying again may help
     */
    long append(UUID run, RunEntry entry);
}
