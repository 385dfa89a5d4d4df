package io.github.djltracker.domain.find;

import static java.util.Objects.requireNonNull;

/**
 * A run that received entries recently.
 *
 * @param experiment the name of its experiment
 * @param found the run with its model, without values
 */
public record HeardRun(String experiment, FoundRun found) {
    public HeardRun {
        requireNonNull(experiment, "experiment");
        requireNonNull(found, "found");
    }
}
