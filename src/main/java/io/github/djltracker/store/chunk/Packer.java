package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.ChunkCodec;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the unpacked points of a run from its entries to chunks, in the caller's transaction, which has locked the run.
 *
 * <p>A short chunk at the end of a series is packed again together with new points, but only if these are at least as
 * many. A series with few points at a time is therefore rewritten a logarithmic number of times, and has few short
 * chunks. The chunks before the short ones are final, and never read again. Not thread-safe.
 */
public final class Packer {
    /** Number of unpacked points of one series that is worth packing: a page and some more. */
    static final int FULL = ChunkCodec.MAX_POINTS;
    /** Number of unpacked points of all series of a run at which they are packed. */
    static final int MAX_WAITING = 20_000;

    /** Number of series that are packed at a time; if a run has more, its entries are read several times. */
    private static final int TOGETHER = 500;

    /** Number of points of neighbouring short chunks that are joined at a time. */
    private static final int TOGETHER_POINTS = 20 * ChunkCodec.MAX_POINTS;

    private static final int ENOUGH_BYTES = ChunkCodec.PAGE * 9 / 10;
    private static final int ENOUGH_POINTS = ChunkCodec.MAX_POINTS * 9 / 10;

    /** A series as it was before; {@code settled} is the place from which on its chunks are short. */
    private record Before(long series, long points, long settled, Statistics statistics) {}

    /** A chunk that may be packed again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record End(Chunk chunk, byte[] content) {}

    private final Session session;
    private final long run;
    private final boolean whole;
    private final List<@Nullable Object[]> deleted = new ArrayList<>();
    private final List<@Nullable Object[]> chunks = new ArrayList<>();
    private final List<@Nullable Object[]> bodies = new ArrayList<>();
    private final List<@Nullable Object[]> series = new ArrayList<>();

    private Packer(Session session, long run, boolean whole) {
        this.session = session;
        this.run = run;
        this.whole = whole;
    }

    public static boolean isDue(long waiting, long fullest) {
        return fullest >= FULL || waiting >= MAX_WAITING;
    }

    /**
     * Packs the entries from {@code packed} up to {@code next}, exclusive. The caller records this in the run's state.
     *
     * @param waiting number of points in them
     * @param whole whether to join all short chunks, since no more points will come
     */
    public static void pack(Session session, long run, long packed, long next, long waiting, boolean whole)
            throws SQLException {
        session.preferIndexes();
        new Packer(session, run, whole).pack(packed, waiting);
        EntryNumbers.pack(session, run, packed, next);
        session.update("DELETE FROM entry WHERE run = ? AND sequence >= ? AND sequence < ?", run, packed, next);
    }

    private void pack(long packed, long waiting) throws SQLException {
        List<Before> all = session.list(
                row -> new Before(row.getLong(1), row.getLong(2), row.getLong(3), Statistics.read(row.getBytes(4))),
                "SELECT id, points, settled, statistics FROM series WHERE run = ? ORDER BY id",
                run);
        int average = (int) Math.min(MAX_WAITING, waiting / Math.max(1, all.size()));
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<Before> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            Map<Long, Points> unpacked = UnpackedPoints.between(
                    session, run, packed, some.get(0).series, some.get(some.size() - 1).series, average);
            for (Before before : some) {
                Points more = unpacked.get(before.series);
                if (more != null || whole) {
                    pack(before, more == null ? new Points(0) : more, ends(before));
                }
            }
            write();
        }
    }

    /** The short chunks at the end of a series, the last one first. */
    private List<End> ends(Before before) throws SQLException {
        if (before.settled == before.points) {
            return List.of();
        }
        // a subquery, so that a body is looked up by its key, even if the database expects few chunks
        return session.list(
                row -> new End(Chunk.map(row), row.getBytes(7)), """
                SELECT c.run, c.series, c.first, c.points, c.statistics, c.removed, (
                    SELECT b.content FROM body b WHERE b.run = ? AND b.series = c.series AND b.first = c.first)
                FROM chunk c WHERE c.run = ? AND c.series = ? AND c.first >= ? ORDER BY c.first DESC""", run, run, before.series, before.settled);
    }

    private void pack(Before before, Points more, List<End> ends) {
        Deque<Points> parts = new ArrayDeque<>();
        parts.push(more);
        int count = more.count();
        long first = before.points;
        for (End end : ends) {
            Chunk chunk = end.chunk;
            if (chunk.end() != first || chunk.removed() != null || (!whole && chunk.points() > count)) {
                break;
            }
            Points points = new Points(chunk.points());
            chunk.decode(session, end.content, points);
            parts.push(points);
            count += points.count();
            first = chunk.first();
        }
        if (more.count() == 0 && parts.size() <= 2) {
            return;
        }
        Points all = more;
        if (parts.size() > 1) {
            deleted.add(new @Nullable Object[] {run, before.series, first});
            all = new Points(count);
            for (Points part : parts) {
                all.addAll(part);
            }
        }
        long shortFrom = add(before.series, first, all);
        before.statistics.add(Statistics.of(more, 0, more.count()));
        series.add(new @Nullable Object[] {
            before.points + more.count(),
            // if all new chunks are short, the short chunks that remain before them still count as short
            shortFrom == first ? Math.min(before.settled, first) : shortFrom,
            before.statistics.toBytes(),
            run,
            before.series
        });
    }

    /** Creates chunks from points, and returns the place from which on they are short. */
    private long add(long ofSeries, long first, Points points) {
        int from = 0;
        long shortFrom = first;
        while (from < points.count()) {
            ChunkCodec.Page page = session.chunks.fill(points, from);
            int to = from + page.count();
            chunks.add(new @Nullable Object[] {
                run,
                ofSeries,
                first + from,
                (long) page.count(),
                points.entries()[to - 1],
                Statistics.of(points, from, to).toBytes()
            });
            bodies.add(new @Nullable Object[] {run, ofSeries, first + from, page.body()});
            if (page.count() >= ENOUGH_POINTS || page.body().length >= ENOUGH_BYTES) {
                shortFrom = first + to;
            }
            from = to;
        }
        return shortFrom;
    }

    /**
     * Joins neighbouring short chunks of a series, wherever they are. Every point keeps its place.
     *
     * @return by how many the number of chunks has decreased
     */
    public static int join(Session session, long run, long series) throws SQLException {
        return new Packer(session, run, true).join(series);
    }

    private int join(long ofSeries) throws SQLException {
        int before = 0;
        List<Chunk> few = new ArrayList<>();
        Points points = new Points(0);
        for (Chunk chunk : Chunk.list(session, run, ofSeries)) {
            byte[] content = isShort(chunk) ? chunk.content(session) : new byte[ENOUGH_BYTES];
            boolean joins = content.length < ENOUGH_BYTES;
            boolean follows = few.isEmpty() || few.get(few.size() - 1).end() == chunk.first();
            if (!joins || !follows || points.count() >= TOGETHER_POINTS) {
                before += replace(ofSeries, few, points);
                few.clear();
                points = new Points(0);
            }
            if (joins) {
                few.add(chunk);
                chunk.decode(session, content, points);
            }
        }
        before += replace(ofSeries, few, points);
        int after = chunks.size();
        write();
        return before - after;
    }

    private static boolean isShort(Chunk chunk) {
        // a chunk with removed points stays as it is, because these still have their places in it
        return chunk.removed() == null && chunk.points() < ENOUGH_POINTS;
    }

    /** Replaces at least two chunks by new ones, and returns how many were replaced. */
    private int replace(long ofSeries, List<Chunk> few, Points points) throws SQLException {
        if (few.size() < 2) {
            return 0;
        }
        for (Chunk chunk : few) {
            session.update(
                    "DELETE FROM chunk WHERE run = ? AND series = ? AND first = ?", run, ofSeries, chunk.first());
        }
        add(ofSeries, few.get(0).first(), points);
        return few.size();
    }

    private void write() throws SQLException {
        session.updateAll("DELETE FROM chunk WHERE run = ? AND series = ? AND first >= ?", deleted);
        session.updateAll("""
                INSERT INTO chunk (run, series, first, points, last_entry, statistics) VALUES (?, ?, ?, ?, ?, ?)""", chunks);
        session.updateAll("INSERT INTO body (run, series, first, content) VALUES (?, ?, ?, ?)", bodies);
        session.updateAll("UPDATE series SET points = ?, settled = ?, statistics = ? WHERE run = ? AND id = ?", series);
        deleted.clear();
        chunks.clear();
        bodies.clear();
        series.clear();
    }
}
