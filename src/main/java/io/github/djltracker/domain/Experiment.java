package io.github.djltracker.domain;

import java.util.UUID;

/** A namespace for models. An experiment is identified by its name, so it has no name annotation. Thread-safe. */
public interface Experiment extends Annotated {
    /** The id. If the experiment does not exist yet, this call creates it. */
    UUID id();

    String name();

    /** The models of this experiment. Makes no query. */
    Models models();

    /** The runs of all its models, searchable by their values. Makes no query. */
    ExperimentRuns runs();

    /** The saved views of its pages. Makes no query. */
    Views views();
}
