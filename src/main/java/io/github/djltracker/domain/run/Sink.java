package io.github.djltracker.domain.run;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.value.Annotation;
import java.util.List;
import java.util.UUID;

/** A place to which runs are written. Thread-safe; the entries of one run must come from one thread at a time. */
public interface Sink {
    /**
     * Appends the next entry of a run. This is the only way to write a run, and it is idempotent: an entry that the
     * sink already has is skipped, so a caller that is in doubt can append again. When the call returns, the sink has
     * stored the entry.
     *
     * @return the sequence number of the next expected entry
     * @throws GapException if an earlier entry is missing; nothing is written
     * @throws DeletedException if the run was deleted; nothing is written
     * @throws RejectedException if the sink can never accept this entry; nothing is written
     * @throws UnavailableException if it cannot be written now; a retry may help
     */
    long append(UUID run, RunEntry entry);

    /**
     * Appends the next entries of a run, as if one after the other. If one is rejected, those before it may or may not
     * have been written; append them again to continue.
     *
     * @param entries at least one, with consecutive sequence numbers
     * @return the sequence number of the next expected entry
     * @throws IllegalArgumentException if the list is empty
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
     * Sets annotations of a run whose start was appended before. They are not part of its log. Idempotent, because for
     * each field the later value wins. Sinks that do not store annotations ignore them.
     *
     * @param said each with its time, so that sending it again does not make it later
     * @throws NotFoundException if there is no such run
     * @throws DeletedException if the run was deleted
     * @throws IllegalArgumentException if the run would have more than
     *     {@value io.github.djltracker.domain.value.Annotations#MAX_TAGS} tags
     * @throws RejectedException if the sink can never accept them, for this or another reason
     * @throws UnavailableException if they cannot be stored now; a retry may help
     */
    default void annotate(UUID run, List<Annotation> said) {}

    /**
     * The fill level, 0 to 1: how much of its space is used by entries that wait. 0 if it has no queue. Makes no disk
     * access.
     */
    default double fill() {
        return 0;
    }
}
