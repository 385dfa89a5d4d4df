package io.github.djltracker.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A place where experiments are kept, as a whole: a database, or a tracker behind a URL. What is here by name in {@link
 * Experiments} is here by id too. Thread-safe.
 */
public interface Store {
    /** All experiments. */
    Experiments experiments();

    /** Names an experiment, which is created by the first that is written to it. Asks nobody anything. */
    Experiment experiment(String name);

    /** The experiment of this id, if any. */
    Optional<Experiment> experiment(UUID id);

    /** The model of this id, of whichever experiment, if any. */
    Optional<Model> model(UUID id);

    /** The logs of all runs. */
    RunLogs logs();

    /**
     * Does something at most once, however often it is asked for: together with what it writes, its answer is kept under
     * the request's id, and given again to the same request.
     *
     * @param request made by whoever asks, a new one for each thing he wants
     * @param content what is asked for, so that another request under the same id is told from a repeated one
     * @param work writes to this store alone, and answers with at most 65,536 characters; where it throws, nothing is
     *     written and nothing kept. Where several ask at the same time it may be called by each, and all that but one
     *     of them wrote is undone
     * @throws AlreadyExistsException if the id was used for another content
     */
    String once(UUID request, String content, Supplier<String> work);
}
