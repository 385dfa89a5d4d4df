package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entry 0 of a run: who is trained, where, and from which checkpoint. A sink makes the experiment, the model and its
 * modules from it where they are missing; a model that is there keeps its name, description and modules.
 *
 * @param run made by the client
 * @param hash of the model's block structure
 * @param name of the model, null for none
 * @param description of the model, null for none
 * @param modules of the model
 * @param time when the trainer began, to the millisecond
 * @param resumedFrom null for a fresh start
 * @param environment a JSON object
 */
public record RunStart(
        UUID run,
        String experiment,
        String hash,
        @Nullable String name,
        @Nullable String description,
        List<ModuleRecord> modules,
        Instant time,
        @Nullable ResumePoint resumedFrom,
        Map<String, @Nullable Object> environment)
        implements RunEntry {
    public RunStart {
        requireNonNull(run, "run");
        Limits.name("experiment name", experiment);
        Limits.hash(hash);
        if (name != null) {
            Limits.name("model name", name);
        }
        if (description != null) {
            Limits.text("model description", description, Limits.MAX_TEXT);
        }
        modules = List.copyOf(modules);
        if (modules.size() > Limits.MAX_MODULES) {
            throw new IllegalArgumentException(
                    modules.size() + " modules: at most " + Limits.MAX_MODULES + " are allowed");
        }
        Limits.integer("time", time.toEpochMilli());
        time = Instant.ofEpochMilli(time.toEpochMilli());
        environment = Attributes.copyOf(environment);
    }

    @Override
    public long sequence() {
        return 0;
    }
}
