package io.github.djltracker.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the waiting points of a run from its entries to chunks, in the caller's transaction.
 *
 * <p>A short chunk at the end of a series is packed anew together with what comes, but only if that is at least as
 * long: so a series with few points at a time is rewritten a logarithmic number of times, and has few short chunks.
 */
final class Packer {
    /** Points of one series that are worth packing: a page and some more. */
    static final int FULL = ChunkCodec.MAX_POINTS;
    /** Points of a run that may wait, in all. */
    static final int MAX_WAITING = 20_000;

    /** Series that are in memory at a time; with more, the entries are read several times. */
    private static final int TOGETHER = 500;

    /** Points of neighbouring short chunks that are joined at a time. */
    private static final int TOGETHER_POINTS = 20 * ChunkCodec.MAX_POINTS;

    private static final int ENOUGH_BYTES = ChunkCodec.PAGE * 9 / 10;
    private static final int ENOUGH_POINTS = ChunkCodec.MAX_POINTS * 9 / 10;

    private Packer() {}

    static boolean isDue(long waiting, long fullest) {
        return fullest >= FULL || waiting >= MAX_WAITING;
    }

    /**
     * Packs the entries up to {@code next}, exclusive.
     *
     * @param whole whether to join all short chunks, since no more points will come
     */
    static void pack(Session session, long run, long packed, long next, boolean whole) throws SQLException {
        long[] series =
                session.list(row -> row.getLong(1), "SELECT id FROM series WHERE run = ? ORDER BY id", run).stream()
                        .mapToLong(Long::longValue)
                        .toArray();
        for (int from = 0; from < series.length; from += TOGETHER) {
            int to = Math.min(series.length, from + TOGETHER);
            Map<Long, Points> waiting = Waiting.between(session, run, packed, series[from], series[to - 1]);
            for (int i = from; i < to; i++) {
                Points points = waiting.get(series[i]);
                if (points != null || whole) {
                    pack(session, series[i], points == null ? new Points(0) : points, whole);
                }
            }
        }
        session.update("DELETE FROM entry WHERE run = ? AND sequence >= ? AND sequence < ?", run, packed, next);
        session.update("UPDATE run_state SET packed = ?, waiting = 0, fullest = 0 WHERE run = ?", next, run);
    }

    private static void pack(Session session, long series, Points more, boolean whole) throws SQLException {
        Deque<Points> parts = new ArrayDeque<>();
        parts.push(more);
        int count = more.count();
        long end = session.number("SELECT points FROM series WHERE id = ?", series);
        long first = end;
        int tails = 0;
        Chunk tail = Chunk.at(session, series, end);
        while (tail != null) {
            Points points = tail.end() == first ? joinable(session, tail, count, whole) : null;
            if (points == null) {
                break;
            }
            parts.push(points);
            count += points.count();
            first = tail.first();
            tails++;
            tail = Chunk.at(session, series, first - 1);
        }
        if (more.count() == 0 && tails < 2) {
            return;
        }
        session.update("DELETE FROM chunk WHERE series = ? AND first >= ?", series, first);
        Points all = more;
        if (tails > 0) {
            all = new Points(count);
            for (Points part : parts) {
                all.addAll(part);
            }
        }
        write(session, series, first, all);
        if (more.count() > 0) {
            Statistics statistics = statistics(session, series);
            statistics.add(Statistics.of(more, 0, more.count()));
            session.update(
                    "UPDATE series SET points = ?, statistics = ? WHERE id = ?",
                    end + more.count(),
                    statistics.toBytes(),
                    series);
        }
    }

    /**
     * Joins neighbouring short chunks of a series, wherever they are. Every point keeps its place.
     *
     * @return how many chunks fewer there are
     */
    static int join(Session session, long series) throws SQLException {
        int before = 0;
        int after = 0;
        List<Chunk> few = new ArrayList<>();
        Points points = new Points(0);
        for (Chunk chunk : Chunk.list(session, series)) {
            boolean follows = few.isEmpty() || few.get(few.size() - 1).end() == chunk.first();
            Points more = joinable(session, chunk, 0, true);
            if (!few.isEmpty() && (more == null || !follows || points.count() >= TOGETHER_POINTS)) {
                before += few.size();
                after += replace(session, series, few, points);
                few.clear();
                points = new Points(0);
            }
            if (more != null) {
                few.add(chunk);
                points.addAll(more);
            }
        }
        before += few.size();
        after += few.isEmpty() ? 0 : replace(session, series, few, points);
        return before - after;
    }

    /** Returns how many chunks there are instead. */
    private static int replace(Session session, long series, List<Chunk> few, Points points) throws SQLException {
        if (few.size() < 2) {
            return few.size();
        }
        for (Chunk chunk : few) {
            session.update("DELETE FROM chunk WHERE series = ? AND first = ?", series, chunk.first());
        }
        return write(session, series, few.get(0).first(), points);
    }

    /** The points of a chunk that is worth packing anew, or null. */
    private static @Nullable Points joinable(Session session, Chunk tail, int count, boolean whole)
            throws SQLException {
        if (tail.removed() != null || tail.points() >= ENOUGH_POINTS || (!whole && tail.points() > count)) {
            return null;
        }
        byte[] content = tail.content(session);
        if (content.length >= ENOUGH_BYTES) {
            return null;
        }
        Points points = new Points(tail.points());
        tail.decode(session, content, points);
        return points;
    }

    /** Returns how many chunks it became. */
    private static int write(Session session, long series, long first, Points points) throws SQLException {
        int written = 0;
        int from = 0;
        while (from < points.count()) {
            ChunkCodec.Page page = session.chunks.fill(points, from);
            int to = from + page.count();
            long body = session.insert("INSERT INTO body (content) VALUES (?) RETURNING id", (Object) page.body());
            session.update(
                    """
                    INSERT INTO chunk (series, first, points, last_entry, statistics, body) VALUES (?, ?, ?, ?, ?, ?)""",
                    series,
                    first + from,
                    (long) page.count(),
                    points.entries()[to - 1],
                    Statistics.of(points, from, to).toBytes(),
                    body);
            written++;
            from = to;
        }
        return written;
    }

    /** Of all chunks of a series. */
    static Statistics statistics(Session session, long series) throws SQLException {
        byte[] bytes = session.one(row -> row.getBytes(1), "SELECT statistics FROM series WHERE id = ?", series);
        if (bytes == null) {
            throw new CorruptException("series " + series + " is missing");
        }
        return Statistics.read(bytes);
    }
}
