package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import java.util.UUID;

/** The checkpoint that a run started from: what an earlier run had reached when it was saved. */
public record ResumePoint(UUID run, long step) {
    public ResumePoint {
        requireNonNull(run, "run");
        Limits.step(step);
    }
}
