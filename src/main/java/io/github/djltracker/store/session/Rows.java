package io.github.djltracker.store.session;

import io.github.djltracker.domain.error.NotFoundException;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that other rows refer to: experiments and models. */
public final class Rows {
    private Rows() {}

    /** The row of an experiment, which is created if there is none. */
    public static long experiment(Session session, String name) throws SQLException {
        Long id = findExperiment(session, name);
        return id != null ? id : createExperiment(session, name);
    }

    /**
     * Creates an experiment and returns its row. If another transaction creates it at the same time, this one is
     * retried.
     */
    public static long createExperiment(Session session, String name) throws SQLException {
        return session.insert(
                "INSERT INTO experiment (uuid, name) VALUES (?, ?) RETURNING id", UUID.randomUUID(), name);
    }

    public static @Nullable Long findExperiment(Session session, String name) throws SQLException {
        return session.one(row -> row.getLong(1), "SELECT id FROM experiment WHERE name = ?", name);
    }

    /**
     * Locks the row of an experiment in a transaction that writes: until it ends, nobody changes the experiment itself.
     */
    public static void lockExperiment(Session session, long experiment) throws SQLException {
        session.oneLocked(row -> true, "SELECT 1 FROM experiment WHERE id = ?", experiment);
    }

    public static @Nullable Long model(Session session, long experiment, String hash) throws SQLException {
        return session.one(
                row -> row.getLong(1), "SELECT id FROM model WHERE experiment = ? AND hash = ?", experiment, hash);
    }

    public static long createModel(
            Session session, long experiment, String hash, @Nullable String name, @Nullable String description)
            throws SQLException {
        long id = session.insert("""
                INSERT INTO model (uuid, experiment, hash, name, recorded_name, description)
                VALUES (?, ?, ?, ?, ?, ?) RETURNING id""", UUID.randomUUID(), experiment, hash, name, name, description);
        session.update("INSERT INTO model_state (model, step, recorded) VALUES (?, 0, 0)", id);
        return id;
    }

    /** Fails if a model does not exist. Others may delete it before this transaction ends. */
    public static void requireModel(Session session, ModelKey model) throws SQLException {
        require(model, session.one(row -> true, "SELECT 1 FROM model WHERE id = ?", model.row()));
    }

    /** Locks the row of a model in a transaction that writes: until it ends, nobody changes or deletes it. */
    public static void lockModel(Session session, ModelKey model) throws SQLException {
        require(model, session.oneLocked(row -> true, "SELECT 1 FROM model WHERE id = ?", model.row()));
    }

    /**
     * Locks the order of a model in a transaction that writes: until it ends, nobody deletes the model, logs to it
     * manually, or takes a number of its order. A caller that needs a run of the model, too, locks that first.
     */
    public static void lockOrder(Session session, ModelKey model) throws SQLException {
        require(model, lockOrder(session, model.row()));
    }

    /** Like {@link #lockOrder(Session, ModelKey)}, but returns null if the model does not exist. */
    public static @Nullable Boolean lockOrder(Session session, long model) throws SQLException {
        return session.oneLocked(row -> true, "SELECT 1 FROM model_state WHERE model = ?", model);
    }

    private static void require(ModelKey model, @Nullable Boolean isThere) {
        if (isThere == null) {
            throw new NotFoundException("model " + model.id() + " (hash " + model.hash() + ") does not exist");
        }
    }

    /** Locks a run in a transaction that writes: until it ends, nobody writes to the run. */
    public static void lockRun(Session session, long run) throws SQLException {
        session.oneLocked(row -> true, "SELECT 1 FROM run_state WHERE run = ?", run);
    }

    /** Takes the next numbers of a model's order, at least 0 of them, and returns the first. */
    public static long take(Session session, long model, int count) throws SQLException {
        return take(session, model, count, -1, -1);
    }

    /**
     * Like {@link #take(Session, long, int)}, and raises the model's step to at least {@code step}, and the time of the
     * last entry of its runs to at least {@code now}. Until this transaction ends, no other one takes numbers of the
     * model.
     */
    public static long take(Session session, long model, int count, long step, long now) throws SQLException {
        return session.number("""
                        UPDATE model_state
                        SET recorded = recorded + ?, step = CASE WHEN step < ? THEN ? ELSE step END,
                            seen = CASE WHEN coalesce(seen, -1) < ? THEN ? ELSE seen END
                        WHERE model = ? RETURNING recorded""", (long) count, step, step, now, now, model) - count + 1;
    }
}
