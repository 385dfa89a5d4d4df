package io.github.djltracker.store.curve;

import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.store.chunk.EntryNumbers;
import io.github.djltracker.store.chunk.UnpackedPoints;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The points of one run, packed and unpacked, within one transaction. Not thread-safe. */
public final class RunPoints {
    /** Takes points in the order in which they were recorded. */
    interface Visitor {
        void point(long place, long step, long time, double value, long entry);
    }

    private static final String ROWS =
            "SELECT r.id, r.uuid, s.waiting, s.packed FROM run r JOIN run_state s ON s.run = r.id WHERE ";

    private final Session session;
    private final long run;
    private final UUID id;
    private final List<SeriesRow> series;
    private final Map<Long, Points> waiting;
    private final EntryNumbers numbers;

    private RunPoints(Session session, Row row, @Nullable String name) throws SQLException {
        this.session = session;
        run = row.run;
        id = row.id;
        series = SeriesRow.of(session, run, name);
        waiting = !row.waits || series.isEmpty() ? Map.of() : waiting(row.packed, name == null);
        numbers = new EntryNumbers(session, run, row.packed);
    }

    private Map<Long, Points> waiting(long packed, boolean all) throws SQLException {
        if (all) {
            return UnpackedPoints.all(session, run, packed);
        }
        Set<Long> ids = new HashSet<>();
        series.forEach(row -> ids.add(row.id()));
        return UnpackedPoints.of(session, run, packed, ids);
    }

    /** The points of each run of a model, in the order in which the runs were started. */
    public static List<RunPoints> ofModel(Session session, long model) throws SQLException {
        return ofModel(session, model, Set.of(), null);
    }

    /** The points of one run, which must exist. */
    public static RunPoints ofRun(Session session, long run) throws SQLException {
        return session.only(RunPoints::row, ROWS + "s.run = ?", run).points(session, null);
    }

    private record Row(long run, UUID id, boolean waits, long packed) {
        RunPoints points(Session session, @Nullable String name) throws SQLException {
            return new RunPoints(session, this, name);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), Session.uuid(row.getBytes(2)), row.getLong(3) > 0, row.getLong(4));
    }

    /**
     * The points of the given runs, or of all runs if none is given; those of series with this name, or of all series.
     */
    public static List<RunPoints> ofModel(Session session, long model, Set<UUID> only, @Nullable String name)
            throws SQLException {
        List<RunPoints> runs = new ArrayList<>();
        if (only.isEmpty()) {
            for (Row row : session.list(RunPoints::row, ROWS + "r.model = ? ORDER BY r.id", model)) {
                runs.add(row.points(session, name));
            }
            return runs;
        }
        // runs are read one by one, so that the states of all others, which may be many, are not read
        List<Long> wanted = new ArrayList<>();
        session.each(
                row -> {
                    if (only.contains(Session.uuid(row.getBytes(2)))) {
                        wanted.add(row.getLong(1));
                    }
                },
                "SELECT id, uuid FROM run WHERE model = ? ORDER BY id",
                model);
        for (long run : wanted) {
            Row row = session.one(RunPoints::row, ROWS + "s.run = ?", run);
            // it may have been deleted on another machine already
            if (row != null) {
                runs.add(row.points(session, name));
            }
        }
        return runs;
    }

    public long run() {
        return run;
    }

    public UUID id() {
        return id;
    }

    /** The series in the order of an entry, iterations first. */
    public List<SeriesRow> series() {
        return series;
    }

    /** The points of a series that are not packed yet. */
    @Nullable
    public Points waiting(SeriesRow row) {
        return waiting.get(row.id());
    }

    /** The number of an entry in the model's order. */
    public long number(long entry) throws SQLException {
        return numbers.number(entry);
    }

    /** Statistics of all points that were not removed. */
    public Statistics statistics(SeriesRow row) {
        Points more = waiting(row);
        Statistics all = new Statistics();
        all.add(row.statistics());
        if (more != null) {
            all.add(Statistics.of(more, 0, more.count()));
        }
        return all;
    }

    static void visit(Chunk chunk, Points points, Visitor visitor) {
        for (int i = 0; i < points.count(); i++) {
            if (!chunk.isRemoved(i)) {
                visitor.point(
                        chunk.first() + i,
                        points.steps()[i],
                        points.times()[i],
                        points.values()[i],
                        points.entries()[i]);
            }
        }
    }

    /** All points of a series that were not removed. */
    public Points all(SeriesRow row) throws SQLException {
        Points more = waiting(row);
        long count = row.statistics().count + (more == null ? 0 : more.count());
        Points all = new Points(Math.toIntExact(count));
        session.each(
                read -> {
                    Chunk chunk = Chunk.map(read);
                    if (chunk.removed() == null) {
                        chunk.decode(session, read.getBytes(7), all);
                    } else {
                        Points some = new Points(chunk.points());
                        chunk.decode(session, read.getBytes(7), some);
                        visit(chunk, some, (place, step, time, value, entry) -> all.add(step, time, value, entry));
                    }
                },
                """
                SELECT c.run, c.series, c.first, c.points, c.statistics, c.removed, b.content
                FROM chunk c JOIN body b ON b.run = c.run AND b.series = c.series AND b.first = c.first
                WHERE c.run = ? AND c.series = ? ORDER BY c.first""",
                run,
                row.id());
        if (more != null) {
            all.addAll(more);
        }
        return all;
    }
}
