package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Module;
import java.util.UUID;

/**
 * A module of an iteration of a run: describes how the run was trained from this step on.
 *
 * @param step of the iteration
 */
public record RunModule(UUID run, long step, Module module) {
    public RunModule {
        requireNonNull(run, "run");
        Limits.step(step);
        requireNonNull(module, "module");
    }
}
