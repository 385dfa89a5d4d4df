package io.github.djltracker.store.curve;

import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points of a model's runs in the order in which they were recorded, from a position on, up to a maximum.
 *
 * <p>Runs and series are processed one after the other, the one with the earliest entry first, and only those of their
 * points are kept that are among the first of all seen so far. A run or a series that begins later is therefore not
 * opened, only a few chunks are in memory at a time, and the cost depends on the page and on the runs and series in it.
 */
public final class PointReader {
    /**
     * A run that continues after the position.
     *
     * @param entry its first entry there
     * @param number of that entry in the model's order
     */
    record Run(
            long row,
            UUID id,
            long packed,
            boolean waits,
            @Nullable Long firstStep,
            @Nullable Long lastStep,
            long entry,
            long number) {}

    private PointReader() {}

    /**
     * Reads the first points after a cursor, in the order in which they were recorded.
     *
     * @param before points with this number or a higher one are not wanted
     */
    public static List<Point> read(
            Session session, long model, Cursor behind, PointFilter wanted, int limit, long before)
            throws SQLException {
        FirstPoints earliest = new FirstPoints(limit, before);
        for (Run run : runs(session, model, behind.number(), wanted)) {
            if (!earliest.takes(run.number, 0, 0)) {
                break;
            }
            new RunReader(session, run, behind, wanted, earliest).read();
        }
        return earliest.points();
    }

    /** The runs with an entry of this number or a later one, sorted by the number of the first such entry. */
    private static List<Run> runs(Session session, long model, long number, PointFilter wanted) throws SQLException {
        List<Run> runs = new ArrayList<>();
        Session.RowReader reader = row -> {
            Run run = run(row, number);
            if (run != null && wanted.mayBeIn(run)) {
                runs.add(run);
            }
        };
        // runs that begin after it, usually all or none: their first entry with a number is 1
        each(session, wanted, reader, """
                SELECT s.run, s.packed, s.waiting, s.first_step, s.last_step, NULL, NULL, NULL, 1,
                    coalesce(b.lead + 1, e.number), r.uuid
                FROM run r JOIN run_state s ON s.run = r.id
                LEFT JOIN stretch b ON b.run = s.run AND b.sequence = 1
                LEFT JOIN entry e ON e.run = s.run AND e.sequence = 1
                WHERE r.model = ? AND coalesce(b.lead + 1, e.number) > ?""", model, number);
        // runs that continue after it: if packed, the stretch that the number is in or after, and the next one; else
        // the entry
        each(session, wanted, reader, """
                SELECT s.run, s.packed, s.waiting, s.first_step, s.last_step, f.lead, n.sequence, n.lead, u.sequence,
                    u.number, r.uuid
                FROM run r JOIN run_state s ON s.run = r.id
                LEFT JOIN stretch b ON b.run = s.run AND b.sequence = 1
                LEFT JOIN entry e ON e.run = s.run AND e.sequence = 1
                LEFT JOIN stretch f ON f.run = s.run AND f.sequence = (
                    SELECT t.sequence FROM stretch t WHERE t.run = s.run AND t.sequence + t.lead <= ?
                    ORDER BY t.sequence + t.lead DESC LIMIT 1)
                LEFT JOIN stretch n ON n.run = s.run AND n.sequence = (
                    SELECT t.sequence FROM stretch t WHERE t.run = s.run AND t.sequence + t.lead > ?
                    ORDER BY t.sequence + t.lead LIMIT 1)
                LEFT JOIN entry p ON p.run = s.run AND p.sequence = s.packed
                LEFT JOIN entry u ON u.run = s.run AND u.sequence = coalesce((
                    SELECT t.sequence + 1 FROM entry t
                    WHERE t.run = s.run AND t.sequence >= s.packed AND t.number < ? AND p.number < ?
                    ORDER BY t.sequence DESC LIMIT 1), s.packed)
                WHERE r.model = ? AND coalesce(b.lead + 1, e.number) <= ? AND s.next - 1 + s.lead >= ?""", number, number, number, number, model, number, number);
        runs.sort(Comparator.comparingLong(Run::number));
        return runs;
    }

    private static void each(
            Session session, PointFilter wanted, Session.RowReader reader, String sql, @Nullable Object... arguments)
            throws SQLException {
        if (wanted.run() == null) {
            session.each(reader, sql, arguments);
        } else {
            @Nullable Object[] more = Arrays.copyOf(arguments, arguments.length + 1);
            more[arguments.length] = wanted.run();
            session.each(reader, sql + " AND r.uuid = ?", more);
        }
    }

    private static @Nullable Run run(ResultSet row, long number) throws SQLException {
        long packed = row.getLong(2);
        Long lead = Session.longOrNull(row, 6);
        Long next = Session.longOrNull(row, 7);
        Long unpacked = Session.longOrNull(row, 9);
        long entry;
        long at;
        if (lead != null && number - lead < (next == null ? packed : next)) {
            entry = number - lead;
            at = number;
        } else if (next != null) {
            entry = next;
            at = next + row.getLong(8);
        } else if (unpacked != null) {
            entry = unpacked;
            at = row.getLong(10);
        } else {
            return null;
        }
        return new Run(
                row.getLong(1),
                Session.uuid(row.getBytes(11)),
                packed,
                row.getLong(3) > 0,
                Session.longOrNull(row, 4),
                Session.longOrNull(row, 5),
                entry,
                at);
    }
}
