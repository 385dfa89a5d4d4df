package io.github.djltracker.store.chunk;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The points of a run that are still in its entries. */
public final class UnpackedPoints {
    private UnpackedPoints() {}

    /** The points of all series, by the id of the series. */
    public static Map<Long, Points> all(Session session, long run, long packed) throws SQLException {
        return between(session, run, packed, 0, Long.MAX_VALUE, 2);
    }

    /**
     * The points of the series between two ids, both inclusive.
     *
     * @param capacity how many points a series is expected to have; its columns grow beyond that
     */
    static Map<Long, Points> between(Session session, long run, long packed, long from, long to, int capacity)
            throws SQLException {
        Map<Long, Points> waiting = new HashMap<>();
        EntryCodec.Target target = series ->
                series < from || series > to ? null : waiting.computeIfAbsent(series, id -> new Points(capacity));
        read(session, run, packed, target);
        return waiting;
    }

    /** The points of the given series, by the id of the series. */
    public static Map<Long, Points> of(Session session, long run, long packed, Set<Long> series) throws SQLException {
        Map<Long, Points> waiting = new HashMap<>();
        read(
                session,
                run,
                packed,
                id -> series.contains(id) ? waiting.computeIfAbsent(id, found -> new Points(2)) : null);
        return waiting;
    }

    /** The points of one series. */
    public static Points of(Session session, long run, long series) throws SQLException {
        return of(session, run, session.number("SELECT packed FROM run_state WHERE run = ?", run), series);
    }

    /** The points of one series. Entries before {@code packed} are in chunks. */
    public static Points of(Session session, long run, long packed, long series) throws SQLException {
        Points points = new Points(16);
        read(session, run, packed, id -> id == series ? points : null);
        return points;
    }

    private static void read(Session session, long run, long packed, EntryCodec.Target target) throws SQLException {
        session.each(
                row -> {
                    byte[] body = row.getBytes(2);
                    if (!EntryCodec.isJson(body)) {
                        decode(session, run, row.getLong(1), body, target);
                    }
                },
                "SELECT sequence, body FROM entry WHERE run = ? AND sequence >= ? ORDER BY sequence",
                run,
                packed);
    }

    private static void decode(Session session, long run, long sequence, byte[] body, EntryCodec.Target target) {
        try {
            session.entries.decode(body, sequence, target);
        } catch (CorruptException e) {
            throw new CorruptException(
                    "entry " + sequence + " of run row " + run + " is damaged: " + e.getMessage(), e);
        }
    }
}
