package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

/** A module of the iteration at a step: how its batch was trained. */
public record IterationModule(long step, ModuleRecord module) {
    public IterationModule {
        Limits.step(step);
        requireNonNull(module, "module");
    }
}
