package io.github.djltracker.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * A place where experiments are stored, as a whole: a database, or a tracker behind a URL. What {@link Experiments}
 * finds by name can be found here by id. Thread-safe.
 */
public interface Store {
    /** All experiments. */
    Experiments experiments();

    /** An experiment by name. Makes no query; the first write creates the experiment. */
    Experiment experiment(String name);

    /** The experiment with this id, if it exists. */
    Optional<Experiment> experiment(UUID id);

    /** The model with this id, in any experiment, if it exists. */
    Optional<Model> model(UUID id);

    /** The logs of all runs. */
    RunLogs logs();
}
