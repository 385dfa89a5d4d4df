package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of packed points.
 *
 * @param first place of its first point in the series
 * @param points number of its points, including removed ones
 * @param removed which of them were removed, null for none
 */
public record Chunk(
        long run,
        long series,
        long first,
        int points,
        Statistics statistics,
        @Nullable BitSet removed) {
    public static Chunk map(ResultSet row) throws SQLException {
        byte[] removed = row.getBytes(6);
        return new Chunk(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                Statistics.read(row.getBytes(5)),
                removed == null ? null : BitSet.valueOf(removed));
    }

    /** All chunks of a series, in the order of its points. */
    public static List<Chunk> list(Session session, long run, long series) throws SQLException {
        return session.list(Chunk::map, """
                SELECT run, series, first, points, statistics, removed FROM chunk
                WHERE run = ? AND series = ? ORDER BY first""", run, series);
    }

    /** The last chunk of a series that begins at or before a place; null if there is none. */
    public static @Nullable Chunk at(Session session, long run, long series, long place) throws SQLException {
        return session.one(Chunk::map, """
                SELECT run, series, first, points, statistics, removed FROM chunk
                WHERE run = ? AND series = ? AND first <= ? ORDER BY first DESC LIMIT 1""", run, series, place);
    }

    /**
     * For each series of a run, its first chunk that ends at or after an entry. The series are those of one name, or
     * all.
     */
    public static Map<Long, Chunk> firsts(Session session, long run, long entry, @Nullable String name)
            throws SQLException {
        Map<Long, Chunk> firsts = new HashMap<>();
        Session.RowReader reader = row -> {
            Chunk chunk = map(row);
            firsts.put(chunk.series, chunk);
        };
        // a cross join, so that SQLite begins with the few series and not with the many chunks
        String all = """
                SELECT c.run, c.series, c.first, c.points, c.statistics, c.removed
                FROM series s CROSS JOIN chunk c
                WHERE c.run = s.run AND c.series = s.id AND c.first = (
                    SELECT e.first FROM chunk e WHERE e.run = ? AND e.series = s.id AND e.last_entry >= ?
                    ORDER BY e.last_entry, e.first LIMIT 1)
                AND s.run = ?""";
        if (name == null) {
            session.each(reader, all, run, entry, run);
        } else {
            session.each(reader, all + " AND s.name = ?", run, entry, run, name);
        }
        return firsts;
    }

    /** The chunks of a series that begin at or after a place, at most this many. */
    static List<Chunk> behind(Session session, long run, long series, long place, int limit) throws SQLException {
        return session.list(Chunk::map, """
                SELECT run, series, first, points, statistics, removed FROM chunk
                WHERE run = ? AND series = ? AND first >= ? ORDER BY first LIMIT ?""", run, series, place, (long) limit);
    }

    /** The place after its last point. */
    public long end() {
        return first + points;
    }

    public boolean isRemoved(int index) {
        return removed != null && removed.get(index);
    }

    byte[] content(Session session) throws SQLException {
        byte[] content = session.one(
                row -> row.getBytes(1),
                "SELECT content FROM body WHERE run = ? AND series = ? AND first = ?",
                run,
                series,
                first);
        if (content == null) {
            throw new CorruptException("the body of " + this + " is missing");
        }
        return content;
    }

    /** Appends all its points, including removed ones. */
    public void decode(Session session, byte[] content, Points into) {
        int before = into.count();
        try {
            session.chunks.decode(content, into);
        } catch (CorruptException e) {
            throw new CorruptException(this + " is damaged: " + e.getMessage(), e);
        }
        if (into.count() - before != points) {
            throw new CorruptException(this + " holds " + (into.count() - before) + " points, not " + points);
        }
    }

    /** Decodes all points, including removed ones. */
    public Points decode(Session session) throws SQLException {
        Points all = new Points(points);
        decode(session, content(session), all);
        return all;
    }

    @Override
    public String toString() {
        return "the chunk at " + first + " of series " + series + " of run row " + run;
    }
}
