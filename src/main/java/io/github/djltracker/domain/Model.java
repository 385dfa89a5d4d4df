package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.Runs;
import java.util.Optional;
import java.util.UUID;

/**
 * A network of one structure, within an experiment. What {@link #name}, {@link #description} and {@link #step()} answer
 * is read anew at each call. Thread-safe.
 *
 * <p>Each call but {@link #id()} and {@link #hash()} throws {@link NotFoundException} once the model is deleted.
 */
public interface Model {
    UUID id();

    /** The experiment it is in, by its name of now. */
    Experiment experiment();

    /** The hash of its block structure, unique within its experiment. */
    String hash();

    Optional<String> name();

    Optional<String> description();

    /** The step it stands at: 0 when new; recording moves it to the highest step that any run has reached. */
    long step();

    /** Sets the step, lower or higher. */
    void step(long step);

    /** The parts of the network. */
    Modules modules();

    Iterations iterations();

    Metrics metrics();

    Runs runs();
}
