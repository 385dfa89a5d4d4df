package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The packed points of consecutive entries. Chunks are read one at a time, always from the series that continues with
 * the earliest entry. The range of entries is cut as soon as its first entries reach the maximum number of points. Not
 * thread-safe.
 */
public final class PackedEntries {
    /** A series and its points in the entries, in order. */
    public static final class Source {
        public final long series;
        public final Points points = new Points(0);
        private final ChunkQueue chunks;

        private Source(Session session, Chunk first) {
            series = first.series();
            chunks = new ChunkQueue(session, first);
        }

        /** The entry in which the next chunk begins. */
        private long next() {
            Chunk chunk = chunks.peek();
            return chunk == null ? Long.MAX_VALUE : chunk.statistics().firstEntry();
        }

        private void cut(long to) {
            int count = points.count();
            while (count > 0 && points.entries()[count - 1] >= to) {
                count--;
            }
            points.truncate(count);
        }
    }

    private final Session session;
    private final long from;
    private final int most;
    private final List<Source> sources = new ArrayList<>();
    private long to;
    private long total;

    private PackedEntries(Session session, long from, long to, int most) {
        this.session = session;
        this.from = from;
        this.to = to;
        this.most = most;
    }

    /**
     * Reads the points of the entries {@code from} to {@code to}, exclusive.
     *
     * @param most maximum number of points, at least as many as one entry can have
     */
    public static PackedEntries read(Session session, long run, long from, long to, int most) throws SQLException {
        PackedEntries entries = new PackedEntries(session, from, to, most);
        entries.read(Chunk.firsts(session, run, from, null).values());
        return entries;
    }

    /** The end of the entries that were read, exclusive. */
    public long to() {
        return to;
    }

    /** Series of the run, in any order, including all that have points in the entries. */
    public List<Source> sources() {
        return sources;
    }

    private void read(Collection<Chunk> firsts) throws SQLException {
        PriorityQueue<Source> waiting = new PriorityQueue<>(Comparator.comparingLong(Source::next));
        firsts.forEach(first -> sources.add(new Source(session, first)));
        waiting.addAll(sources);
        for (Source source = waiting.poll(); source != null && source.next() < to; source = waiting.poll()) {
            Chunk chunk = source.chunks.peek();
            if (chunk != null) {
                take(source, chunk);
            }
            source.chunks.remove();
            waiting.add(source);
            if (total > 2L * most) {
                cut();
            }
        }
        if (total > most) {
            cut();
        }
    }

    private void take(Source source, Chunk chunk) throws SQLException {
        Points points = chunk.decode(session);
        int before = source.points.count();
        for (int i = 0; i < points.count(); i++) {
            long entry = points.entries()[i];
            if (entry >= from && entry < to && !chunk.isRemoved(i)) {
                source.points.add(points.steps()[i], points.times()[i], points.values()[i], entry);
            }
        }
        total += source.points.count() - before;
    }

    /** Drops the last entries, so that the others have at most the maximum number of points. */
    private void cut() {
        long[] all = new long[(int) total];
        int count = 0;
        for (Source source : sources) {
            System.arraycopy(source.points.entries(), 0, all, count, source.points.count());
            count += source.points.count();
        }
        Arrays.sort(all);
        to = Math.max(from + 1, all[most]);
        total = 0;
        for (Source source : sources) {
            source.cut(to);
            total += source.points.count();
        }
    }
}
