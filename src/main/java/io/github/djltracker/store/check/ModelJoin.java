package io.github.djltracker.store.check;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves what one model has to another of the same network, whose hash a later version made, in one transaction. What is
 * moved stands behind what the other has, in the order in which it was recorded; a run that is being recorded goes on in
 * the other model.
 */
public final class ModelJoin {
    private final Database database;

    public ModelJoin(Database database) {
        this.database = database;
    }

    private record Row(long id, long experiment, String hash) {}

    /** Does it, and deletes the model that is empty then. */
    public JoinReport join(UUID from, UUID into) {
        return database.write(session -> join(session, from, into));
    }

    private static JoinReport join(Session session, UUID from, UUID into) throws SQLException {
        Row old = row(session, from);
        Row other = row(session, into);
        if (old.id == other.id) {
            throw new RejectedException("a model cannot be joined with itself: " + old.hash);
        }
        if (old.experiment != other.experiment) {
            throw new RejectedException(
                    "the models " + old.hash + " and " + other.hash + " belong to different experiments");
        }
        String difference = SameNetwork.difference(modules(session, old.id), modules(session, other.id));
        if (difference != null) {
            throw new RejectedException(
                    "the models " + old.hash + " and " + other.hash + " describe different networks: " + difference);
        }
        lock(session, old.id, other.id);
        return move(session, old.id, other.id);
    }

    private static Row row(Session session, UUID model) throws SQLException {
        Row row = session.one(
                found -> new Row(found.getLong(1), found.getLong(2), found.getString(3)),
                "SELECT id, experiment, hash FROM model WHERE uuid = ?",
                model);
        if (row == null) {
            throw new NotFoundException("model " + model + " does not exist");
        }
        return row;
    }

    private static Map<String, Map<String, @Nullable Object>> modules(Session session, long model) throws SQLException {
        Map<String, Map<String, @Nullable Object>> modules = new LinkedHashMap<>();
        session.list(
                row -> modules.putIfAbsent(row.getString(1), AttributesJson.read(row.getString(2))),
                "SELECT name, attributes FROM module WHERE model = ? ORDER BY number",
                model);
        return modules;
    }

    /** In the order in which others lock: models, then runs, then the models' states. */
    private static void lock(Session session, long old, long other) throws SQLException {
        for (long model : new long[] {Math.min(old, other), Math.max(old, other)}) {
            session.oneLocked(row -> row.getLong(1), "SELECT id FROM model WHERE id = ?", model);
        }
        List<Long> runs = session.list(row -> row.getLong(1), "SELECT id FROM run WHERE model = ? ORDER BY id", old);
        for (long run : runs) {
            session.oneLocked(row -> row.getLong(1), "SELECT id FROM run WHERE id = ?", run);
        }
        for (long model : new long[] {Math.min(old, other), Math.max(old, other)}) {
            session.oneLocked(row -> row.getLong(1), "SELECT model FROM model_state WHERE model = ?", model);
        }
    }

    private static JoinReport move(Session session, long old, long other) throws SQLException {
        long by = session.number("SELECT recorded FROM model_state WHERE model = ?", other);
        session.update("UPDATE stretch SET lead = lead + ? WHERE run IN (SELECT id FROM run WHERE model = ?)", by, old);
        session.update(
                "UPDATE run_state SET lead = lead + ? WHERE run IN (SELECT id FROM run WHERE model = ?)", by, old);
        session.update("""
                UPDATE iteration_module
                SET model = ?, number = number + ?, place = CASE WHEN run IS NULL THEN place + ? ELSE place END
                WHERE model = ?""", other, by, by, old);
        long metrics =
                session.update("UPDATE metric SET model = ?, number = number + ? WHERE model = ?", other, by, old);
        long iterations =
                session.update("UPDATE iteration SET model = ?, number = number + ? WHERE model = ?", other, by, old);
        long modules = session.update("""
                UPDATE module SET model = ?, number = number + ?
                WHERE model = ? AND name NOT IN (SELECT name FROM module WHERE model = ?)""", other, by, old, other);
        long runs = session.update("UPDATE run SET model = ? WHERE model = ?", other, old);
        session.update("""
                UPDATE model_state
                SET recorded = recorded + (SELECT recorded FROM model_state WHERE model = ?),
                    step = (SELECT max(step) FROM model_state WHERE model IN (?, ?)),
                    seen = (SELECT max(seen) FROM model_state WHERE model IN (?, ?))
                WHERE model = ?""", old, old, other, old, other, other);
        // as they were said, and of each field the later
        StoredAnnotations.addToModel(
                session, other, StoredAnnotations.ofModel(session, old).list(), Instant.EPOCH);
        session.update("DELETE FROM model WHERE id = ?", old);
        return new JoinReport(runs, metrics, iterations, modules);
    }
}
