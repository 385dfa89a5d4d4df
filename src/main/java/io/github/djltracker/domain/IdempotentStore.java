package io.github.djltracker.domain;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.find.HeardRun;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A store that does what it is asked for twice only once. Thread-safe. */
public interface IdempotentStore extends Store {
    /**
     * Does something at most once, however often it is asked for: together with what it writes, its answer is kept under
     * the request's id, and given again to the same request, for a week at least.
     *
     * @param request made by whoever asks, a new one for each thing he wants
     * @param content what is asked for, so that another request under the same id is told from a repeated one
     * @param work writes to this store alone, and answers with at most 65,536 characters; where it throws, nothing is
     *     written and nothing kept. Where several ask at the same time it may be called by each, and all that but one
     *     of them wrote is undone
     * @throws AlreadyExistsException if the id was used for another content
     */
    String once(UUID request, String content, Supplier<String> work);

    /** The runs of all experiments of which an entry arrived at this time or later, with their alerts as they are now. */
    List<HeardRun> heardSince(Instant time);
}
