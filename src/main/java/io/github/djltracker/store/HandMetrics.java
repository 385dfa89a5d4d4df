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
    /** A metric and its number in the model's order. */
    record Row(long number, Metric metric) {}

    /** Those of one name and phase, with the time and number of the first. */
    record Summary(long firstTime, long firstNumber, Series series) {}

    private HandMetrics() {}

    /** Those of a name, or all, in the order in which they were recorded. */
    static List<Row> list(Session session, long model, @Nullable String name) throws SQLException {
        return session.list(row -> map(model, row), """
                SELECT number, name, bits, step, phase, time FROM metric
                WHERE model = ? AND (CAST(? AS TEXT) IS NULL OR name = ?) ORDER BY number""", model, name, name);
    }

    private static Row map(long model, ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return new Row(
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
        Map<Group, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : list(session, model, null)) {
            Group group = new Group(row.metric.name(), row.metric.phase());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
        }
        return groups.values().stream().map(HandMetrics::summary).toList();
    }

    private static Summary summary(List<Row> rows) {
        Statistics all = new Statistics();
        Statistics stepped = new Statistics();
        for (Row row : rows) {
            Metric metric = row.metric;
            long time = metric.time().toEpochMilli();
            // of points without a step the latest is the last
            all.add(0, time, metric.value());
            if (metric.step() != null) {
                stepped.add(metric.step(), time, metric.value());
            }
        }
        boolean steps = stepped.count > 0;
        Metric first = rows.get(0).metric;
        return new Summary(
                all.firstTime,
                rows.get(0).number,
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
