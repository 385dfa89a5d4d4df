package io.github.djltracker.domain;

import java.util.UUID;

/**
 * A namespace for models. Its name is what it is known by everywhere, so none is said about it in its annotations. Thread-safe.
 */
public interface Experiment extends Annotated {
    /** Its identity. An experiment that was only named so far is created by asking for it. */
    UUID id();

    String name();

    /** The models of this experiment. Asks nothing of a database or a server yet. */
    Models models();

    /** The runs of all its models, to be found by their values. Asks nothing of a database or a server yet. */
    ExperimentRuns runs();

    /** What its pages show, kept by name. Asks nothing of a database or a server yet. */
    Views views();
}
