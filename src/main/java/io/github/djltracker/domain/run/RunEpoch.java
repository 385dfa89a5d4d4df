package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The iterations of one epoch of a run, as far as they are recorded.
 *
 * @param firstStep lowest step of them
 * @param lastStep highest step of them
 */
public record RunEpoch(UUID run, int epoch, long firstStep, long lastStep) {
    public RunEpoch {
        requireNonNull(run, "run");
    }
}
