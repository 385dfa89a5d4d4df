package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import java.util.UUID;

/** The checkpoint that a run was resumed from: the earlier run and its step when it was saved. */
public record ResumePoint(UUID run, long step) {
    public ResumePoint {
        requireNonNull(run, "run");
        Limits.step(step);
    }
}
