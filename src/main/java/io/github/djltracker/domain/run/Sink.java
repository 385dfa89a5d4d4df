package io.github.djltracker.domain.run;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.value.Annotation;
import java.util.List;
import java.util.UUID;

/** A place that runs are written to. Thread-safe; the entries of one run come from one thread at a time. */
public interface Sink {
    /**
     * Appends the next entry of a run. The only way in, and idempotent: an entry whose number the sink has already is
     * skipped, so whoever is in doubt appends again. When the call returns, the entry is where the sink keeps it.
     *
     * @return the number of the entry that is wanted next
     * @throws GapException if an earlier entry is missing; nothing is written
     * @throws DeletedException if the run was deleted; nothing is written
     * @throws RejectedException if the sink will never take this entry; nothing is written
     * @throws UnavailableException if it cannot be written now; trying again may help
     */
    long append(UUID run, RunEntry entry);

    /**
     * Appends the next entries of a run, as if one after the other. Where one is refused, those before it may have been
     * written or not: whoever goes on appends them again.
     *
     * @param entries at least one, numbered without gaps
     * @return the number of the entry that is wanted next
     * @throws IllegalArgumentException if there is none
     * @throws GapException as for one entry
     * @throws DeletedException as for one entry
     * @throws RejectedException as for one entry
     * @throws UnavailableException as for one entry
     */
    default long append(UUID run, List<RunEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        long next = 0;
        for (RunEntry entry : entries) {
            next = append(run, entry);
        }
        return next;
    }

    /**
     * Says something about a run whose start was appended before: its name, tags, a note. No part of its log. Idempotent, as of
     * each field the later counts. Sinks that keep nothing of the kind pass over it.
     *
     * @param said each at its time, so that it is not later where it is said again
     * @throws NotFoundException if there is no such run
     * @throws DeletedException if the run was deleted
     * @throws IllegalArgumentException if the run has more tags then than {@value
     *     io.github.djltracker.domain.value.Annotations#MAX_TAGS}
     * @throws RejectedException if the sink will never take it, for that or another reason
     * @throws UnavailableException if it cannot be taken now; trying again may help
     */
    default void annotate(UUID run, List<Annotation> said) {}

    /** How much of its room is taken by what waits in it, 0 to 1; 0 where it keeps nothing waiting. Asks no disk. */
    default double fill() {
        return 0;
    }
}
