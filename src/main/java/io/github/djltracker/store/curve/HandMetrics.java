package io.github.djltracker.store.curve;

import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The manually logged metrics, each of which is a row. */
public final class HandMetrics {
    /** Metrics of one name and phase, with the time and the number of the first one. */
    public record Summary(long firstTime, long firstNumber, Series series) {}

    private HandMetrics() {}

    /** The first metrics after a number that match, at most this many, in the order in which they were recorded. */
    public static List<Pages.ByHand<Metric>> list(
            Session session, long model, long behind, PointFilter wanted, long limit) throws SQLException {
        if (wanted.run() != null) {
            return List.of();
        }
        return session.list(
                row -> map(model, row),
                """
                SELECT number, name, bits, step, phase, time FROM metric
                WHERE model = ? AND number > ? AND (CAST(? AS TEXT) IS NULL OR name = ?)
                    AND (CAST(? AS TEXT) IS NULL OR phase = ?)
                ORDER BY number LIMIT ?""",
                model,
                behind,
                wanted.name(),
                wanted.name(),
                wanted.phase(),
                wanted.phase(),
                limit);
    }

    private static Pages.ByHand<Metric> map(long model, ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return new Pages.ByHand<>(
                number,
                new Metric(
                        new Key(Key.METRIC, model, number).toString(),
                        row.getString(2),
                        Double.longBitsToDouble(row.getLong(3)),
                        Session.longOrNull(row, 4),
                        SeriesRow.phase(row.getString(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        null));
    }

    /** The metrics of a name and phase that have a step. */
    public static Points points(Session session, long model, String name, @Nullable String phase) throws SQLException {
        Points points = new Points(16);
        session.each(
                row -> points.add(
                        row.getLong(1), row.getLong(2), Double.longBitsToDouble(row.getLong(3)), row.getLong(4)),
                """
                SELECT step, time, bits, number FROM metric
                WHERE model = ? AND name = ? AND phase = ? AND step IS NOT NULL ORDER BY number""",
                model,
                name,
                SeriesRow.text(phase));
        return points;
    }

    public static boolean remove(Session session, long model, String id) throws SQLException {
        Key key = Key.parse(Key.METRIC, id);
        return key != null
                && key.owner() == model
                && session.update("DELETE FROM metric WHERE model = ? AND number = ?", model, key.number()) > 0;
    }

    /** The summaries, one for each name and phase. */
    public static List<Summary> summaries(Session session, long model) throws SQLException {
        record Group(String name, String phase) {}
        Map<Group, Sum> groups = new LinkedHashMap<>();
        Map<Group, Long> numbers = new HashMap<>();
        session.each(
                row -> {
                    Group group = new Group(row.getString(2), row.getString(3));
                    numbers.putIfAbsent(group, row.getLong(1));
                    groups.computeIfAbsent(group, key -> new Sum()).add(row, 4);
                },
                "SELECT number, name, phase, step, time, bits FROM metric WHERE model = ? ORDER BY number",
                model);
        List<Summary> summaries = new ArrayList<>();
        groups.forEach((group, sum) -> summaries.add(new Summary(
                sum.all.firstTime,
                numbers.getOrDefault(group, 0L),
                sum.series(group.name, SeriesRow.phase(group.phase)))));
        return summaries;
    }

    /** Sums up metrics of one name and phase, in the order in which they were logged. Not thread-safe. */
    public static final class Sum {
        private final Statistics all = new Statistics();
        private final Statistics stepped = new Statistics();

        /** Takes the step, time and bits from three columns. */
        public void add(ResultSet row, int column) throws SQLException {
            Long step = Session.longOrNull(row, column);
            long time = row.getLong(column + 1);
            double value = Double.longBitsToDouble(row.getLong(column + 2));
            // among points without a step, the last recorded one has the last value
            all.add(0, time, value);
            if (step != null) {
                stepped.add(step, time, value);
            }
        }

        public Series series(String name, @Nullable String phase) {
            boolean steps = stepped.count > 0;
            return new Series(
                    null,
                    name,
                    phase,
                    all.count,
                    all.nan,
                    steps ? stepped.firstStep : null,
                    steps ? stepped.lastStep : null,
                    steps ? stepped.last : all.last,
                    all.min(),
                    all.max());
        }
    }
}
