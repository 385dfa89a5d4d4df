package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import java.util.List;
import java.util.UUID;

/**
 * Where an outbox sends its runs. Called by the courier's thread, which waits for the answer: a call should end by
 * itself after some time, and soon when its thread is interrupted.
 */
public interface Destination {
    /**
     * Sends the next entries of a run. Idempotent, as {@link Sink#append(UUID, List)} is: entries that the destination
     * has already are skipped, so whoever got no answer sends again. Where one entry is refused, those before it may have
     * been taken or not.
     *
     * @param lines at least one, numbered without gaps; each an entry in the form of {@code run-log.md}, without its
     *     line feed. Not to be changed.
     * @return the number of the entry that is wanted next
     * @throws GapException if an earlier entry is wanted: the outbox goes on from there
     * @throws DeletedException if the run was deleted there: the outbox drops its log
     * @throws RejectedException if these lines will never be taken, whenever they come: the outbox finds out which one it
     *     is and sets it aside
     * @throws UnavailableException if they cannot be taken now, for whatever reason that may pass or that a person can
     *     mend (no network, a busy or broken server, a wrong address or token): the outbox keeps them and tries again.
     *     The message says what to do
     */
    long append(UUID run, List<byte[]> lines);

    /**
     * Sends what is said about a run, which may have been sent before. Destinations that keep nothing of the kind pass over it.
     *
     * @param said each at its time
     * @throws NotFoundException if the destination does not have the run: the outbox tries again later
     * @throws DeletedException if the run was deleted there: the outbox drops it
     * @throws RejectedException if it will never be taken: the outbox drops it, and says so
     * @throws UnavailableException as for lines
     */
    default void annotate(UUID run, List<Annotation> said) {}

    /** Parses the lines and appends the entries to a sink. */
    static Destination of(Sink sink) {
        return new SinkDestination(sink);
    }
}
