package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
    /** Maximum number of bodies that are read together. */
    public static final int TOGETHER = 16;

    // cross join, so that SQLite looks each body up by its key
    private static final String CONTENTS = """
            SELECT b.series, b.first, b.content FROM (VALUES %s) w CROSS JOIN body b
            WHERE b.run = ? AND b.series = w.column1 AND b.first = w.column2""".formatted(String.join(", ", Collections.nCopies(TOGETHER, "(?, ?)")));

    /** The series of a chunk, and the place of its first point. */
    private record Key(long series, long first) {}

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
        // a cross join, so that SQLite begins with the few series and not with the many chunks; the conditions that are
        // always true are those of PostgreSQL's indexes
        String all = """
                SELECT c.run, c.series, c.first, c.points, c.statistics, c.removed
                FROM series s CROSS JOIN chunk c
                WHERE c.run = s.run AND c.series = s.id AND c.first = (
                    SELECT e.first FROM chunk e WHERE e.run = ? AND e.series = s.id AND e.last_entry >= ?
                    AND e.last_entry >= 0
                    ORDER BY e.last_entry, e.first LIMIT 1)
                AND s.run = ?""";
        if (name == null) {
            session.each(reader, all, run, entry, run);
        } else {
            session.each(reader, all + " AND s.name = ? AND s.name >= ''", run, entry, run, name);
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
        return present(session.one(
                row -> row.getBytes(1),
                "SELECT content FROM body WHERE run = ? AND series = ? AND first = ?",
                run,
                series,
                first));
    }

    private byte[] present(byte @Nullable [] content) {
        if (content == null) {
            throw new CorruptException("the body of " + this + " is missing");
        }
        return content;
    }

    /**
     * Reads the bodies of several chunks in one query. A chunk whose body is missing is missing in the map.
     *
     * @param some 1 to {@value #TOGETHER} chunks of one run
     */
    public static Map<Chunk, byte[]> contents(Session session, List<Chunk> some) throws SQLException {
        Map<Key, Chunk> chunks = new HashMap<>();
        Object[] arguments = new Object[2 * TOGETHER + 1];
        // the statement always has the same length, so that it stays prepared
        Arrays.fill(arguments, -1L);
        int argument = 0;
        for (Chunk chunk : some) {
            chunks.put(new Key(chunk.series, chunk.first), chunk);
            arguments[argument++] = chunk.series;
            arguments[argument++] = chunk.first;
        }
        arguments[2 * TOGETHER] = some.get(0).run;
        Map<Chunk, byte[]> contents = new HashMap<>();
        session.each(
                row -> contents.put(chunks.get(new Key(row.getLong(1), row.getLong(2))), row.getBytes(3)),
                CONTENTS,
                arguments);
        return contents;
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
        return decode(session, content(session));
    }

    /**
     * Decodes all points, including removed ones.
     *
     * @param content the body that was read; null, which throws, if it is missing
     */
    public Points decode(Session session, byte @Nullable [] content) {
        Points all = new Points(points);
        decode(session, present(content), all);
        return all;
    }

    @Override
    public String toString() {
        return "the chunk at " + first + " of series " + series + " of run row " + run;
    }
}
