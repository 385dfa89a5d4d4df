package io.github.djltracker.store.curve;

import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.chunk.ChunkQueue;
import io.github.djltracker.store.chunk.EntryNumbers;
import io.github.djltracker.store.chunk.UnpackedPoints;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points of one run for {@link PointReader}: one chunk of a series at a time, always of the series that
 * continues with the earliest entry. One instance per call; not thread-safe.
 */
final class RunReader {
    /** A series, from its first point after the cursor on. */
    private static final class Source {
        final SeriesRow series;
        final int order;
        /** Only points after this place in the series are read. */
        final long behind;

        final @Nullable Points waiting;
        final ChunkQueue chunks;
        /** All points that are left are in this entry or later ones. */
        long entry;

        Source(SeriesRow series, int order, long behind, ChunkQueue chunks, @Nullable Points waiting) {
            this.series = series;
            this.order = order;
            this.behind = behind;
            this.chunks = chunks;
            this.waiting = waiting;
        }
    }

    private final Session session;
    private final PointReader.Run run;
    private final Cursor behind;
    private final PointFilter wanted;
    private final FirstPoints earliest;
    private final EntryNumbers numbers;

    RunReader(Session session, PointReader.Run run, Cursor behind, PointFilter wanted, FirstPoints earliest) {
        this.session = session;
        this.run = run;
        this.behind = behind;
        this.wanted = wanted;
        this.earliest = earliest;
        numbers = new EntryNumbers(session, run.row(), run.packed());
    }

    void read() throws SQLException {
        PriorityQueue<Source> sources = sources();
        for (Source next = sources.poll(); next != null; next = sources.poll()) {
            if (!earliest.takes(numbers.number(next.entry), next.order, 0)) {
                return;
            }
            if (read(next)) {
                sources.add(next);
            }
        }
    }

    private PriorityQueue<Source> sources() throws SQLException {
        PriorityQueue<Source> sources = new PriorityQueue<>(
                Comparator.<Source>comparingLong(source -> source.entry).thenComparingInt(source -> source.order));
        List<SeriesRow> series = wanted.series(session, run.row());
        if (series.isEmpty()) {
            return sources;
        }
        Map<Long, Chunk> chunks = Chunk.firsts(session, run.row(), run.entry(), wanted.name());
        Map<Long, Points> waiting = waiting(series);
        SeriesRow cut = run.row() == behind.run() && run.number() == behind.number() ? seriesOfCursor() : null;
        for (int i = 0; i < series.size(); i++) {
            SeriesRow row = series.get(i);
            // in the entry of the cursor, series before that of the cursor have been read, and that series up to the
            // cursor's place
            int side = cut == null ? 1 : row.compareTo(cut);
            Source source = new Source(
                    row,
                    i,
                    side == 0 ? behind.place() : -1,
                    new ChunkQueue(session, chunks.get(row.id())),
                    waiting.get(row.id()));
            source.entry = side < 0 ? run.entry() + 1 : run.entry();
            if (goesOn(source)) {
                sources.add(source);
            }
        }
        return sources;
    }

    /** Finds the entry in which the rest begins, chunks before unpacked points. Returns false if nothing is left. */
    private boolean goesOn(Source source) {
        Chunk chunk = source.chunks.peek();
        source.entry = Math.max(
                source.entry, chunk == null ? run.packed() : chunk.statistics().firstEntry());
        return chunk != null || source.waiting != null;
    }

    private Map<Long, Points> waiting(List<SeriesRow> series) throws SQLException {
        if (!run.waits()) {
            return Map.of();
        }
        Set<Long> ids = new HashSet<>();
        series.forEach(row -> ids.add(row.id()));
        return UnpackedPoints.of(session, run.row(), run.packed(), ids);
    }

    /** The series of the item before the page, null if the run does not have it. */
    private @Nullable SeriesRow seriesOfCursor() throws SQLException {
        return session.one(
                row -> new SeriesRow(
                        behind.series(), row.getString(1), SeriesRow.phase(row.getString(2)), 0, new Statistics()),
                "SELECT name, phase FROM series WHERE run = ? AND id = ?",
                run.row(),
                behind.series());
    }

    /** Reads a chunk or the unpacked points, and returns whether more points of the series may be wanted. */
    private boolean read(Source source) throws SQLException {
        Chunk chunk = source.chunks.peek();
        if (chunk == null) {
            if (source.waiting != null) {
                read(source, source.waiting, source.series.points(), null);
            }
            return false;
        }
        Statistics statistics = chunk.statistics();
        if (wanted.mayBeIn(statistics.firstStep, statistics.lastStep)
                && !read(source, chunk.decode(session), chunk.first(), chunk)) {
            return false;
        }
        source.chunks.remove();
        return goesOn(source);
    }

    /** Adds points, and returns whether all of them were among the first that were requested. */
    private boolean read(Source source, Points points, long first, @Nullable Chunk chunk) throws SQLException {
        for (int i = 0; i < points.count(); i++) {
            long entry = points.entries()[i];
            boolean there = entry >= source.entry && first + i > source.behind && wanted.isAt(points.steps()[i]);
            if (there
                    && (chunk == null || !chunk.isRemoved(i))
                    && !earliest.add(new Point(
                            numbers.number(entry),
                            source.order,
                            first + i,
                            run.row(),
                            run.id(),
                            source.series,
                            points.steps()[i],
                            points.times()[i],
                            points.values()[i]))) {
                return false;
            }
        }
        return true;
    }
}
