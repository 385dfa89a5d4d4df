package io.github.djltracker.store.check;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves the content of a model to another one of the same network, whose hash was computed by a later version, in one
 * transaction. What is moved comes after the content of the other model, in the order in which it was recorded. A run
 * in progress continues in the other model.
 */
public final class ModelJoin {
    private final Database database;

    public ModelJoin(Database database) {
        this.database = database;
    }

    private record Row(long id, long experiment, String hash) {}

    /** Joins the models, and deletes the first one, which is then empty. */
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
        return move(session, old.id, other.id, lock(session, old.id, other.id));
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

    /** Locks in the order of all transactions: models, then runs, then the models' states. Returns the runs to move. */
    private static List<Long> lock(Session session, long old, long other) throws SQLException {
        for (long model : new long[] {Math.min(old, other), Math.max(old, other)}) {
            session.oneLocked(row -> row.getLong(1), "SELECT id FROM model WHERE id = ?", model);
        }
        List<Long> runs = session.list(row -> row.getLong(1), "SELECT id FROM run WHERE model = ? ORDER BY id", old);
        for (long run : runs) {
            Rows.lockRun(session, run);
        }
        for (long model : new long[] {Math.min(old, other), Math.max(old, other)}) {
            Rows.lockOrder(session, model);
        }
        return runs;
    }

    /** Copies rows to the other model and deletes the old ones, since models may be on different machines. */
    private static JoinReport move(Session session, long old, long other, List<Long> runs) throws SQLException {
        State from = state(session, old);
        State into = state(session, other);
        long by = into.recorded;
        for (long run : runs) {
            session.update("UPDATE stretch SET lead = lead + ? WHERE run = ?", by, run);
            session.update("UPDATE entry SET number = number + ? WHERE run = ?", by, run);
            session.update("UPDATE run_state SET lead = lead + ? WHERE run = ?", by, run);
        }
        session.update("""
                INSERT INTO iteration_module (model, number, position, run, place, sequence, step, name, attributes)
                SELECT CAST(? AS BIGINT), number + ?, position, run, CASE WHEN run IS NULL THEN place + ? ELSE place END,
                    sequence, step, name, attributes
                FROM iteration_module WHERE model = ?""", other, by, by, old);
        long metrics = session.update("""
                INSERT INTO metric (model, number, name, phase, step, time, bits)
                SELECT CAST(? AS BIGINT), number + ?, name, phase, step, time, bits FROM metric WHERE model = ?""", other, by, old);
        long iterations = session.update("""
                INSERT INTO iteration (model, number, step, time)
                SELECT CAST(? AS BIGINT), number + ?, step, time FROM iteration WHERE model = ?""", other, by, old);
        long modules = modules(session, old, other, by);
        session.update("UPDATE run SET model = ? WHERE model = ?", other, old);
        session.update(
                "UPDATE model_state SET recorded = ?, step = ?, seen = ? WHERE model = ?",
                by + from.recorded,
                Math.max(from.step, into.step),
                later(from.seen, into.seen),
                other);
        // with their original times; for each field, the later annotation wins
        StoredAnnotations.addToModel(
                session, other, StoredAnnotations.ofModel(session, old).list(), Instant.EPOCH);
        session.update("DELETE FROM model WHERE id = ?", old);
        return new JoinReport(runs.size(), metrics, iterations, modules);
    }

    private record State(long recorded, long step, @Nullable Long seen) {}

    private static State state(Session session, long model) throws SQLException {
        return session.only(
                row -> new State(row.getLong(1), row.getLong(2), Session.longOrNull(row, 3)),
                "SELECT recorded, step, seen FROM model_state WHERE model = ?",
                model);
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other > one) ? other : one;
    }

    /** Writes the modules that the other model does not have, and returns how many. */
    private static int modules(Session session, long old, long other, long by) throws SQLException {
        Set<String> there =
                new HashSet<>(session.list(row -> row.getString(1), "SELECT name FROM module WHERE model = ?", other));
        List<@Nullable Object[]> moved = new ArrayList<>();
        session.each(
                row -> {
                    if (!there.contains(row.getString(2))) {
                        moved.add(new @Nullable Object[] {other, row.getLong(1) + by, row.getString(2), row.getString(3)
                        });
                    }
                },
                "SELECT number, name, attributes FROM module WHERE model = ? ORDER BY number",
                old);
        session.updateAll("INSERT INTO module (model, number, name, attributes) VALUES (?, ?, ?, ?)", moved);
        return moved.size();
    }
}
