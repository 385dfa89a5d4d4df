package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StaleRuns;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes points from chunks, in the caller's transaction. */
public final class Removal {
    private Removal() {}

    /** The name of the series of a point, or null if the model has no such series. */
    public static @Nullable String series(Session session, long model, Key point) throws SQLException {
        return session.one(
                row -> row.getString(1),
                "SELECT s.name FROM series s JOIN run r ON r.id = s.run WHERE s.run = ? AND s.id = ? AND r.model = ?",
                point.owner(),
                point.number(),
                model);
    }

    /** Packs the unpacked points of a run, because points can only be removed from chunks. */
    public static void pack(Session session, long run) throws SQLException {
        Rows.lockRun(session, run);
        StaleRuns.add(session, run);
        long[] state = session.one(
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                "SELECT waiting, packed, next FROM run_state WHERE run = ?",
                run);
        if (state != null && state[0] > 0) {
            Packer.pack(session, run, state[1], state[2], state[0], false);
            session.update("UPDATE run_state SET packed = next, waiting = 0, fullest = 0 WHERE run = ?", run);
        }
    }

    /** Removes one point; returns false if it does not exist or was removed before. The run must have been packed. */
    public static boolean remove(Session session, Key point) throws SQLException {
        long run = point.owner();
        long series = point.number();
        long place = point.position();
        Chunk chunk = place < 0 ? null : Chunk.at(session, run, series, place);
        if (chunk == null || place >= chunk.end() || chunk.isRemoved((int) (place - chunk.first()))) {
            return false;
        }
        BitSet removed = new BitSet();
        if (chunk.removed() != null) {
            removed.or(chunk.removed());
        }
        removed.set((int) (place - chunk.first()));
        if (removed.cardinality() == chunk.points()) {
            session.update("DELETE FROM chunk WHERE run = ? AND series = ? AND first = ?", run, series, chunk.first());
        } else {
            Points points = chunk.decode(session);
            Statistics statistics = new Statistics();
            for (int i = 0; i < points.count(); i++) {
                if (!removed.get(i)) {
                    statistics.add(points, i);
                }
            }
            session.update(
                    "UPDATE chunk SET statistics = ?, removed = ? WHERE run = ? AND series = ? AND first = ?",
                    statistics.toBytes(),
                    removed.toByteArray(),
                    run,
                    series,
                    chunk.first());
        }
        Statistics all = new Statistics();
        for (Chunk left : Chunk.list(session, run, series)) {
            all.add(left.statistics());
        }
        statistics(session, run, series, all);
        return true;
    }

    /** Removes all points of the runs of a model: those of the iterations, or those of the metrics. */
    public static void clear(Session session, long model, boolean iterations) throws SQLException {
        List<Long> runs = session.list(row -> row.getLong(1), "SELECT id FROM run WHERE model = ? ORDER BY id", model);
        for (long run : runs) {
            pack(session, run);
            String which = iterations
                    ? "SELECT id FROM series WHERE run = ? AND name = ''"
                    : "SELECT id FROM series WHERE run = ? AND name <> ''";
            for (long series : session.list(row -> row.getLong(1), which, run)) {
                session.update("DELETE FROM chunk WHERE run = ? AND series = ?", run, series);
                statistics(session, run, series, new Statistics());
            }
        }
    }

    private static void statistics(Session session, long run, long series, Statistics statistics) throws SQLException {
        session.update("UPDATE series SET statistics = ? WHERE run = ? AND id = ?", statistics.toBytes(), run, series);
    }
}
