package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;

/** A module of the iteration at a step: describes how its batch was trained. */
public record IterationModule(long step, ModuleRecord module) {
    public IterationModule {
        Limits.step(step);
        requireNonNull(module, "module");
    }
}
