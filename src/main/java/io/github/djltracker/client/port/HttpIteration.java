package io.github.djltracker.client.port;

import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.wire.form.IterationForm;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/** An iteration of a tracker. Thread-safe. */
record HttpIteration(TrackerApi api, UUID model, IterationForm form) implements Iteration {
    @Override
    public String id() {
        return form.id();
    }

    @Override
    public long step() {
        return form.step();
    }

    @Override
    public OptionalInt epoch() {
        return form.epoch();
    }

    @Override
    public Instant time() {
        return form.time();
    }

    @Override
    public Modules modules() {
        return new HttpModules(api, "models", model.toString(), "iterations", form.id());
    }
}
