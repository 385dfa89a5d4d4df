package io.github.djltracker.store;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes points out of chunks, in the caller's transaction. */
final class Removal {
    /** Of a model: what a series has been asked for, and what the series is. */
    record Owner(long run, String name) {}

    private Removal() {}

    /** The run and the name of a series of a model, or null where the model has no such series. */
    static @Nullable Owner owner(Session session, long model, long series) throws SQLException {
        return session.one(
                row -> new Owner(row.getLong(1), row.getString(2)),
                "SELECT s.run, s.name FROM series s JOIN run r ON r.id = s.run WHERE s.id = ? AND r.model = ?",
                series,
                model);
    }

    /** Packs what waits, so that every point of the run has its place in a chunk. */
    static void pack(Session session, long run) throws SQLException {
        long[] state = session.one(
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                "SELECT waiting, packed, next FROM run_state WHERE run = ?",
                run);
        if (state != null && state[0] > 0) {
            Packer.pack(session, run, state[1], state[2], false);
        }
    }

    /** Takes one point out; false where it is not there, or no longer. The run must have been packed. */
    static boolean remove(Session session, long series, long place) throws SQLException {
        Chunk chunk = place < 0 ? null : Chunk.at(session, series, place);
        if (chunk == null || place >= chunk.end() || chunk.isRemoved((int) (place - chunk.first()))) {
            return false;
        }
        BitSet removed = new BitSet();
        if (chunk.removed() != null) {
            removed.or(chunk.removed());
        }
        removed.set((int) (place - chunk.first()));
        if (removed.cardinality() == chunk.points()) {
            session.update("DELETE FROM chunk WHERE series = ? AND first = ?", series, chunk.first());
        } else {
            Points points = chunk.decode(session);
            Statistics statistics = new Statistics();
            for (int i = 0; i < points.count(); i++) {
                if (!removed.get(i)) {
                    statistics.add(points, i);
                }
            }
            session.update(
                    "UPDATE chunk SET statistics = ?, removed = ? WHERE series = ? AND first = ?",
                    statistics.toBytes(),
                    removed.toByteArray(),
                    series,
                    chunk.first());
        }
        Statistics all = new Statistics();
        for (Chunk left : Chunk.list(session, series)) {
            all.add(left.statistics());
        }
        session.update("UPDATE series SET statistics = ? WHERE id = ?", all.toBytes(), series);
        return true;
    }

    /** Takes all points of the runs of a model: those of the iterations, or those of the metrics. */
    static void clear(Session session, long model, boolean iterations) throws SQLException {
        for (long run : ids(session, "SELECT id FROM run WHERE model = ?", model)) {
            pack(session, run);
            String which = iterations
                    ? "SELECT id FROM series WHERE run = ? AND name = ''"
                    : "SELECT id FROM series WHERE run = ? AND name <> ''";
            for (long series : ids(session, which, run)) {
                session.update("DELETE FROM chunk WHERE series = ?", series);
                session.update("UPDATE series SET statistics = ? WHERE id = ?", new Statistics().toBytes(), series);
            }
        }
    }

    private static List<Long> ids(Session session, String sql, long argument) throws SQLException {
        return session.list(row -> row.getLong(1), sql, argument);
    }
}
