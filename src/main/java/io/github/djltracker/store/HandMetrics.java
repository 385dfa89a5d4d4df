package io.github.djltracker.store;

import io.github.djltracker.domain.Metric;
import io.github.djltracker.domain.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics that were logged by hand, which are rows. */
final class HandMetrics {
    /** Those of one name and phase, with the time and number of the first. */
    record Summary(long firstTime, long firstNumber, Series series) {}

    private HandMetrics() {}

    /** The first so many that are wanted behind a number, in the order in which they were recorded. */
    static List<Pages.ByHand<Metric>> list(Session session, long model, long behind, Wanted wanted, long limit)
            throws SQLException {
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

    /** Those with a step, of a name and phase. */
    static Points points(Session session, long model, String name, @Nullable String phase) throws SQLException {
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

    static boolean remove(Session session, long model, String id) throws SQLException {
        Key key = Key.parse(Key.METRIC, id);
        return key != null
                && key.owner() == model
                && session.update("DELETE FROM metric WHERE model = ? AND number = ?", model, key.number()) > 0;
    }

    /** One per name and phase. */
    static List<Summary> summaries(Session session, long model) throws SQLException {
        record Group(String name, @Nullable String phase) {}
        Map<Group, List<Pages.ByHand<Metric>>> groups = new LinkedHashMap<>();
        for (Pages.ByHand<Metric> row : list(session, model, 0, Wanted.METRICS, Long.MAX_VALUE)) {
            Group group = new Group(row.item().name(), row.item().phase());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
        }
        return groups.values().stream().map(HandMetrics::summary).toList();
    }

    private static Summary summary(List<Pages.ByHand<Metric>> rows) {
        Statistics all = new Statistics();
        Statistics stepped = new Statistics();
        for (Pages.ByHand<Metric> row : rows) {
            Metric metric = row.item();
            long time = metric.time().toEpochMilli();
            // of points without a step the latest is the last
            all.add(0, time, metric.value());
            if (metric.step() != null) {
                stepped.add(metric.step(), time, metric.value());
            }
        }
        boolean steps = stepped.count > 0;
        Metric first = rows.get(0).item();
        return new Summary(
                all.firstTime,
                rows.get(0).number(),
                new Series(
                        null,
                        first.name(),
                        first.phase(),
                        all.count,
                        all.nan,
                        steps ? stepped.firstStep : null,
                        steps ? stepped.lastStep : null,
                        steps ? stepped.last : all.last,
                        all.min(),
                        all.max()));
    }
}
