package io.github.djltracker.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All experiments of a tracker. A name is there once. Thread-safe. */
public interface Experiments {
    /**
     * Creates an experiment.
     *
     * @throws AlreadyExistsException if there is one of this name
     */
    Experiment create(String name);

    /** The experiment of this name, if any. */
    Optional<Experiment> read(String name);

    /**
     * Renames an experiment.
     *
     * @throws NotFoundException if it is not there
     * @throws AlreadyExistsException if another one has the name
     */
    Experiment update(UUID id, String name);

    /**
     * Deletes an experiment with all its models and all that they own.
     *
     * @throws NotFoundException if it is not there
     */
    void delete(UUID id);

    /** All experiments, in the order in which they were created. */
    List<Experiment> list();
}
