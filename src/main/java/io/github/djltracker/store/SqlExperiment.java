package io.github.djltracker.store;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Models;
import java.util.UUID;

/** An experiment by its name, whether it is there yet or not. Thread-safe. */
record SqlExperiment(Access access, String name) implements Experiment {
    @Override
    public UUID id() {
        return access.database().write(session -> {
            long row = Rows.experiment(session, name);
            return session.only(
                    found -> Session.uuid(found.getBytes(1)), "SELECT uuid FROM experiment WHERE id = ?", row);
        });
    }

    @Override
    public Models models() {
        return new SqlModels(access, name);
    }
}
