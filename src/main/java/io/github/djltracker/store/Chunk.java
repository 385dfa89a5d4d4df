package io.github.djltracker.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of packed points.
 *
 * @param first place of its first point in the series
 * @param points how many it holds, removed ones included
 * @param removed which of them were removed, null for none
 * @param body where the points are
 */
record Chunk(
        long series,
        long first,
        int points,
        Statistics statistics,
        @Nullable BitSet removed,
        long body) {
    static Chunk map(ResultSet row) throws SQLException {
        byte[] removed = row.getBytes(5);
        return new Chunk(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                Statistics.read(row.getBytes(4)),
                removed == null ? null : BitSet.valueOf(removed),
                row.getLong(6));
    }

    /** All of a series, in the order of its points. */
    static List<Chunk> list(Session session, long series) throws SQLException {
        return session.list(Chunk::map, """
                SELECT series, first, points, statistics, removed, body FROM chunk WHERE series = ? ORDER BY first""", series);
    }

    /** The newest of a series that begins at or before a place. */
    static @Nullable Chunk at(Session session, long series, long place) throws SQLException {
        return session.one(Chunk::map, """
                SELECT series, first, points, statistics, removed, body FROM chunk
                WHERE series = ? AND first <= ? ORDER BY first DESC LIMIT 1""", series, place);
    }

    /** Those of a series that end at or after an entry, the first so many of them. */
    static List<Chunk> from(Session session, long series, long entry, int limit) throws SQLException {
        return session.list(Chunk::map, """
                SELECT series, first, points, statistics, removed, body FROM chunk
                WHERE series = ? AND last_entry >= ? ORDER BY last_entry, first LIMIT ?""", series, entry, (long) limit);
    }

    /** Those of a series that begin at or after a place, the first so many of them. */
    static List<Chunk> behind(Session session, long series, long place, int limit) throws SQLException {
        return session.list(Chunk::map, """
                SELECT series, first, points, statistics, removed, body FROM chunk
                WHERE series = ? AND first >= ? ORDER BY first LIMIT ?""", series, place, (long) limit);
    }

    /** The place after its last point. */
    long end() {
        return first + points;
    }

    boolean isRemoved(int index) {
        return removed != null && removed.get(index);
    }

    byte[] content(Session session) throws SQLException {
        byte[] content = session.one(row -> row.getBytes(1), "SELECT content FROM body WHERE id = ?", body);
        if (content == null) {
            throw new CorruptException(
                    "body " + body + " of the chunk at " + first + " of series " + series + " is missing");
        }
        return content;
    }

    /** Appends all its points, removed ones included. */
    void decode(Session session, byte[] content, Points into) {
        int before = into.count();
        try {
            session.chunks.decode(content, into);
        } catch (CorruptException e) {
            throw new CorruptException(
                    "the chunk at " + first + " of series " + series + " is damaged: " + e.getMessage(), e);
        }
        if (into.count() - before != points) {
            throw new CorruptException("the chunk at " + first + " of series " + series + " holds "
                    + (into.count() - before) + " points, not " + points);
        }
    }

    /** All its points, removed ones included. */
    Points decode(Session session) throws SQLException {
        Points all = new Points(points);
        decode(session, content(session), all);
        return all;
    }
}
