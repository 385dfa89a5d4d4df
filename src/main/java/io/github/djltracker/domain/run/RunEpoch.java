package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The iterations of one epoch of a run, as recorded so far.
 *
 * @param firstStep their lowest step
 * @param lastStep their highest step
 */
public record RunEpoch(UUID run, int epoch, long firstStep, long lastStep) {
    public RunEpoch {
        requireNonNull(run, "run");
    }
}
