package io.github.djltracker.store.curve;

import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics of the unpacked points of many runs, by series. Not thread-safe. */
public final class WaitingSums {
    /** A series, identified by the row of its run and its id there. */
    public record SeriesId(long run, long series) {}

    private final Session session;
    private final Map<SeriesId, Statistics> sums = new HashMap<>();

    public WaitingSums(Session session) {
        this.session = session;
    }

    /** Adds a row with the columns run, sequence number of an entry, and its body. */
    public void add(ResultSet row) throws SQLException {
        long run = row.getLong(1);
        byte[] body = row.getBytes(3);
        Map<Long, Points> entry = new LinkedHashMap<>();
        if (!EntryCodec.isJson(body)) {
            session.entries.decode(body, row.getLong(2), id -> entry.computeIfAbsent(id, key -> new Points(2)));
        }
        entry.forEach((id, points) -> sums.computeIfAbsent(new SeriesId(run, id), key -> new Statistics())
                .add(Statistics.of(points, 0, points.count())));
    }

    /** The statistics of a series, null if it has no unpacked points. */
    public @Nullable Statistics of(long run, long series) {
        return sums.get(new SeriesId(run, series));
    }
}
