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
 * Where an outbox sends its runs. Called by the courier's thread, which waits for the response. A call should time out
 * by itself, and return soon after its thread is interrupted.
 */
public interface Destination {
    /**
     * Sends the next entries of a run. Idempotent, like {@link Sink#append(UUID, List)}: entries that the destination
     * already has are skipped, so a caller without a response sends again. If one entry is rejected, those before it
     * may or may not have been stored.
     *
     * @param lines at least one, with consecutive sequence numbers; each an entry in the format of {@code run-log.md},
     *     without its line feed. Must not be changed.
     * @return the sequence number of the next expected entry
     * @throws GapException if an earlier entry is expected: the outbox continues from there
     * @throws DeletedException if the run was deleted there: the outbox deletes its log
     * @throws RejectedException if these lines can never be accepted: the outbox finds out which one it is and sets it
     *     aside
     * @throws UnavailableException if they cannot be accepted now, for a reason that may pass or that a person can fix
     *     (no network, a busy or broken server, a wrong address or token): the outbox keeps them and retries. The
     *     message says what to do
     */
    long append(UUID run, List<byte[]> lines);

    /** Maximum number of runs whose entries {@link #append(List)} sends in one request; 1 if it sends no more. */
    default int mostRuns() {
        return 1;
    }

    /**
     * Sends the next entries of several runs in one request. Each run is answered by itself, as for
     * {@link #append(UUID, List)}: what is rejected of one run does not affect the others.
     *
     * @param runs different runs, at most {@link #mostRuns}
     * @return an answer for each run, in the same order; empty if the destination only takes one run at a time: the
     *     outbox then sends each by itself
     * @throws RejectedException if the request as a whole is too large or invalid: the outbox sends smaller ones
     * @throws UnavailableException as for one run
     */
    default List<RunAnswer> append(List<RunLines> runs) {
        return List.of();
    }

    /**
     * Sends annotations of a run, which may have been sent before. Destinations that do not store annotations ignore
     * them.
     *
     * @param said each with its time
     * @throws NotFoundException if the destination does not have the run: the outbox retries later
     * @throws DeletedException if the run was deleted there: the outbox drops them
     * @throws RejectedException if they can never be accepted: the outbox drops them, and logs this
     * @throws UnavailableException as for lines
     */
    default void annotate(UUID run, List<Annotation> said) {}

    /** Parses the lines and appends the entries to a sink. */
    static Destination of(Sink sink) {
        return new SinkDestination(sink);
    }
}
