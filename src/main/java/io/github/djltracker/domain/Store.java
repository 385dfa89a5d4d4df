package io.github.djltracker.domain;

import java.util.Optional;
import java.util.UUID;

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
}
