package io.github.djltracker.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The models of one experiment, and the sink into which runs of the experiment are recorded. A hash is there once.
 * Thread-safe.
 */
public interface Models extends Sink {
    /** The name of the experiment. */
    String experiment();

    /**
     * Creates a model without a name.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash);

    /**
     * Creates a model with a name.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash, String name);

    /**
     * Creates a model with a name and a description.
     *
     * @throws AlreadyExistsException if the experiment has a model of this hash
     */
    Model create(String hash, String name, String description);

    /** The model of this hash, if any. */
    Optional<Model> read(String hash);

    /**
     * Renames a model.
     *
     * @throws NotFoundException if the experiment has no model of this hash
     */
    Model update(String hash, String name);

    /**
     * Gives a model another name and description.
     *
     * @throws NotFoundException if the experiment has no model of this hash
     */
    Model update(String hash, String name, String description);

    /**
     * Deletes a model and all that it owns.
     *
     * @throws NotFoundException if the experiment has no such model
     */
    void delete(UUID id);

    /** All models, in the order in which they were created. */
    List<Model> list();
}
