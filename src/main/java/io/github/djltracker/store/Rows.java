package io.github.djltracker.store;

import io.github.djltracker.domain.NotFoundException;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that others hang on: experiments and models. */
final class Rows {
    private Rows() {}

    /** The row of an experiment, made where there is none. */
    static long experiment(Session session, String name) throws SQLException {
        Long id = findExperiment(session, name);
        return id != null
                ? id
                : session.insert(
                        "INSERT INTO experiment (uuid, name) VALUES (?, ?) RETURNING id", UUID.randomUUID(), name);
    }

    static @Nullable Long findExperiment(Session session, String name) throws SQLException {
        return session.one(row -> row.getLong(1), "SELECT id FROM experiment WHERE name = ?", name);
    }

    static @Nullable Long model(Session session, long experiment, String hash) throws SQLException {
        return session.one(
                row -> row.getLong(1), "SELECT id FROM model WHERE experiment = ? AND hash = ?", experiment, hash);
    }

    static long createModel(
            Session session, long experiment, String hash, @Nullable String name, @Nullable String description)
            throws SQLException {
        long id = session.insert(
                "INSERT INTO model (uuid, experiment, hash, name, description) VALUES (?, ?, ?, ?, ?) RETURNING id",
                UUID.randomUUID(),
                experiment,
                hash,
                name,
                description);
        session.update("INSERT INTO model_state (model, step, recorded) VALUES (?, 0, 0)", id);
        return id;
    }

    static void requireModel(Session session, ModelKey model) throws SQLException {
        if (session.one(row -> row.getLong(1), "SELECT id FROM model WHERE id = ?", model.row()) == null) {
            throw new NotFoundException("model " + model.id() + " (hash " + model.hash() + ") is not there");
        }
    }

    /** Takes the next numbers of a model's order, at least 0 of them, and returns the first. */
    static long take(Session session, long model, int count) throws SQLException {
        return session.insert(
                        "UPDATE model_state SET recorded = recorded + ? WHERE model = ? RETURNING recorded",
                        (long) count,
                        model)
                - count
                + 1;
    }
}
