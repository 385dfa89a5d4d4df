package io.github.djltracker.store.port;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import java.time.Instant;
import java.util.OptionalInt;

/** An iteration of a database. Thread-safe. */
record SqlIteration(Access access, ModelKey model, Key key, long step, OptionalInt epoch, Instant time)
        implements Iteration {
    @Override
    public String id() {
        return key.toString();
    }

    @Override
    public Modules modules() {
        return new SqlIterationModules(access, model, key, step);
    }
}
