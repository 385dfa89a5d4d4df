package io.github.djltracker.store.curve;

import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds one line of a curve. The range is divided into buckets with equal numbers of steps. If a chunk, together with
 * the chunks that it overlaps, is no wider than a bucket, its statistics are added to the bucket of their first step,
 * and it is not decoded. A chunk that is wider, or is cut by the range, is decoded. The edges of buckets therefore
 * follow the chunks, and each point is in exactly one bucket. If there are no more points than buckets, all chunks are
 * decoded, and each step has a bucket of its own. Not thread-safe.
 */
public final class CurveReader {
    /**
     * Neighbouring points: those of a chunk, or points that had to be decoded.
     *
     * @param order place of the first point in the series
     * @param points null if they have not been decoded
     */
    private record Part(
            long run,
            long series,
            long order,
            Statistics statistics,
            @Nullable Points points) {
        long first() {
            return statistics.firstStep;
        }

        long last() {
            return statistics.lastStep;
        }
    }

    private final Session session;
    private final CurveQuery query;
    private final List<Part> parts = new ArrayList<>();
    private final TreeMap<Long, Statistics> buckets = new TreeMap<>();
    private long total;

    public CurveReader(Session session, CurveQuery query) {
        this.session = session;
        this.query = query;
    }

    public void addChunks(long run, long series) throws SQLException {
        // only the two columns that every chunk needs; a chunk that must be decoded is looked up again
        List<Part> found = session.list(
                row -> new Part(run, series, row.getLong(1), Statistics.read(row.getBytes(2)), null),
                "SELECT first, statistics FROM chunk WHERE run = ? AND series = ? ORDER BY first",
                run,
                series);
        for (Part part : found) {
            if (part.last() < query.from() || part.first() > query.to()) {
                continue;
            }
            if (part.first() >= query.from() && part.last() <= query.to()) {
                add(part);
            } else {
                Points inside = new Points(64);
                visit(part, (place, step, time, value, entry) -> {
                    if (step >= query.from() && step <= query.to()) {
                        inside.add(step, time, value, entry);
                    }
                });
                add(part.order(), inside);
            }
        }
    }

    private void visit(Part part, RunPoints.Visitor visitor) throws SQLException {
        Chunk chunk = Chunk.at(session, part.run(), part.series(), part.order());
        if (chunk != null) {
            RunPoints.visit(chunk, chunk.decode(session), visitor);
        }
    }

    /** Adds points that are in no chunk, and were recorded after all chunks. */
    public void addPoints(Points points) {
        Points inside = new Points(points.count());
        for (int i = 0; i < points.count(); i++) {
            long step = points.steps()[i];
            if (step >= query.from() && step <= query.to()) {
                inside.add(step, points.times()[i], points.values()[i], points.entries()[i]);
            }
        }
        add(Long.MAX_VALUE, inside);
    }

    private void add(long order, Points inside) {
        if (inside.count() > 0) {
            add(new Part(-1, -1, order, Statistics.of(inside, 0, inside.count()), inside));
        }
    }

    private void add(Part part) {
        parts.add(part);
        total += part.statistics().count;
    }

    /** The buckets, ascending by step; empty if no point is in the range. */
    public List<Curve.Bucket> buckets() throws SQLException {
        if (parts.isEmpty()) {
            return List.of();
        }
        parts.sort(Comparator.comparingLong(Part::first));
        long low = parts.get(0).first();
        long high = low;
        for (Part part : parts) {
            high = Math.max(high, part.last());
        }
        // if there are no more points than buckets, each step has its own bucket, however the steps are spread
        boolean apart = total <= query.buckets();
        Edges edges = new Edges(low, high, query.buckets(), apart);
        int from = 0;
        while (from < parts.size()) {
            int to = from;
            long end = parts.get(from).last();
            while (++to < parts.size() && parts.get(to).first() <= end) {
                end = Math.max(end, parts.get(to).last());
            }
            List<Part> cluster = new ArrayList<>(parts.subList(from, to));
            // among points of the same step, the order of recording decides which is first and last
            cluster.sort(Comparator.comparingLong(Part::order));
            boolean narrow = !apart && end - parts.get(from).first() < edges.width();
            draw(cluster, edges, narrow ? edges.bucket(parts.get(from).first()) : -1);
            from = to;
        }
        return buckets.values().stream().map(Statistics::toBucket).toList();
    }

    /** Adds a cluster to one bucket, or, if that is negative, each of its points to the bucket of its step. */
    private void draw(List<Part> cluster, Edges edges, long bucket) throws SQLException {
        for (Part part : cluster) {
            if (bucket >= 0) {
                into(bucket).add(part.statistics());
            } else if (part.points() != null) {
                Points points = part.points();
                for (int i = 0; i < points.count(); i++) {
                    draw(edges, points.steps()[i], points.times()[i], points.values()[i]);
                }
            } else {
                visit(part, (place, step, time, value, entry) -> draw(edges, step, time, value));
            }
        }
    }

    private long lastBucket = -1;
    private Statistics lastStatistics = new Statistics();

    private void draw(Edges edges, long step, long time, double value) {
        long bucket = edges.bucket(step);
        if (bucket != lastBucket) {
            lastBucket = bucket;
            lastStatistics = into(bucket);
        }
        lastStatistics.add(step, time, value);
    }

    private Statistics into(long bucket) {
        return buckets.computeIfAbsent(bucket, number -> new Statistics());
    }

    /** Maps steps to the buckets that contain them. */
    private record Edges(long low, long high, int count, boolean apart) {
        double width() {
            return (high - low + 1.0) / count;
        }

        /** The index of a bucket. It never falls as the step rises, because rounding keeps the order of numbers. */
        long bucket(long step) {
            return apart ? step - low : Math.min(count - 1L, (long) ((step - low) / width()));
        }
    }
}
