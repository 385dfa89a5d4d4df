package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.store.chunk.Removal;
import io.github.djltracker.store.codec.Points;
import io.github.djltracker.store.codec.Statistics;
import io.github.djltracker.store.curve.Cursor;
import io.github.djltracker.store.curve.CurveReader;
import io.github.djltracker.store.curve.HandMetrics;
import io.github.djltracker.store.curve.Pages;
import io.github.djltracker.store.curve.Point;
import io.github.djltracker.store.curve.PointFilter;
import io.github.djltracker.store.curve.PointReader;
import io.github.djltracker.store.curve.RunPoints;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.SeriesRow;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The metrics of a model. Thread-safe. */
record SqlMetrics(Access access, ModelKey model) implements Metrics {
    @Override
    public Metric log(String name, double value, @Nullable Long step, @Nullable String phase) {
        Limits.name("metric name", name);
        Limits.phase(phase);
        if (step != null) {
            Limits.step(step);
        }
        return access.database().write(session -> {
            Rows.lockOrder(session, model);
            long number = Rows.take(session, model.row(), 1);
            long time = access.clock().millis();
            session.update(
                    "INSERT INTO metric (model, number, name, phase, step, time, bits) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    model.row(),
                    number,
                    name,
                    SeriesRow.text(phase),
                    step,
                    time,
                    Double.doubleToLongBits(value));
            return new Metric(
                    new Key(Key.METRIC, model.row(), number).toString(),
                    name,
                    value,
                    step,
                    phase,
                    Instant.ofEpochMilli(time),
                    null);
        });
    }

    @Override
    public List<Metric> list() {
        return list(PointFilter.METRICS);
    }

    @Override
    public List<Metric> list(String name) {
        requireNonNull(name, "name");
        // no metric has the name of the iterations
        return name.equals(SeriesIds.ITERATIONS) ? List.of() : list(new PointFilter(name, null, null, null));
    }

    private List<Metric> list(PointFilter wanted) {
        return access.read(session -> Pages.all(after -> page(session, wanted, after, Pages.ALL)));
    }

    @Override
    public Page<Metric> page(MetricQuery query) {
        requireNonNull(query, "query");
        return access.read(session -> page(session, PointFilter.metrics(query), query.after(), query.limit()));
    }

    private Page<Metric> page(Session session, PointFilter wanted, @Nullable String after, int limit)
            throws SQLException {
        Cursor behind = Cursor.parse(Cursor.METRICS, model.id(), after);
        Rows.requireModel(session, model);
        // one more than requested, to know whether there are more
        List<Pages.ByHand<Metric>> byHand = HandMetrics.list(session, model.row(), behind.number(), wanted, limit + 1L);
        long before = byHand.size() > limit ? byHand.get(limit).number() : Long.MAX_VALUE;
        List<Point> ofRuns = PointReader.read(session, model.row(), behind, wanted, limit + 1, before);
        return Pages.page(ofRuns, SqlMetrics::metric, byHand, behind, limit);
    }

    private static Metric metric(Point point) {
        return new Metric(
                new Key(Key.POINT, point.run(), point.series().id(), point.place()).toString(),
                point.series().name(),
                point.value(),
                point.step(),
                point.series().phase(),
                Instant.ofEpochMilli(point.time()),
                point.runId());
    }

    @Override
    public void remove(Metric metric) {
        requireNonNull(metric, "metric");
        access.database().write(session -> {
            Rows.requireModel(session, model);
            if (!HandMetrics.remove(session, model.row(), metric.id()) && !removeOfRun(session, metric.id())) {
                throw new NotFoundException("metric " + metric.id() + " is not among these metrics");
            }
            return true;
        });
    }

    private boolean removeOfRun(Session session, String id) throws SQLException {
        Key key = Key.parse(Key.POINT, id);
        String name = key == null ? null : Removal.series(session, model.row(), key);
        if (key == null || name == null || name.equals(SeriesIds.ITERATIONS)) {
            return false;
        }
        Removal.pack(session, key.owner());
        return Removal.remove(session, key);
    }

    @Override
    public void clear() {
        access.database().write(session -> {
            Rows.requireModel(session, model);
            Removal.clear(session, model.row(), false);
            Rows.lockOrder(session, model);
            return session.update("DELETE FROM metric WHERE model = ?", model.row());
        });
    }

    @Override
    public List<Series> series() {
        return series(Set.of());
    }

    @Override
    public List<Series> series(Set<UUID> runs) {
        requireNonNull(runs, "runs");
        record Dated(long time, long number, Series series) {}
        return access.read(session -> {
            Rows.requireModel(session, model);
            List<Dated> all = new ArrayList<>();
            if (runs.isEmpty()) {
                for (HandMetrics.Summary byHand : HandMetrics.summaries(session, model.row())) {
                    all.add(new Dated(byHand.firstTime(), byHand.firstNumber(), byHand.series()));
                }
            }
            for (RunPoints run : RunPoints.ofModel(session, model.row(), runs, null)) {
                for (SeriesRow series : run.series()) {
                    Statistics sum = run.statistics(series);
                    if (!series.isIterations() && sum.count > 0 && !Histogram.isSeries(series.name(), series.phase())) {
                        all.add(new Dated(sum.firstTime, run.number(sum.firstEntry()), series.summary(run.id(), sum)));
                    }
                }
            }
            all.sort(Comparator.comparingLong(Dated::time).thenComparingLong(Dated::number));
            return all.stream().map(Dated::series).toList();
        });
    }

    @Override
    public Curve curve(CurveQuery query) {
        requireNonNull(query, "query");
        return access.read(session -> {
            Rows.requireModel(session, model);
            List<Curve.Line> lines = new ArrayList<>();
            for (RunPoints run : RunPoints.ofModel(session, model.row(), query.runs(), query.name())) {
                for (SeriesRow series : run.series()) {
                    if (series.name().equals(query.name()) && Objects.equals(series.phase(), query.phase())) {
                        CurveReader reader = new CurveReader(session, query);
                        reader.addChunks(run.run(), series.id());
                        Points waiting = run.waiting(series);
                        if (waiting != null) {
                            reader.addPoints(waiting);
                        }
                        addLine(lines, run.id(), reader);
                    }
                }
            }
            if (query.runs().isEmpty()) {
                CurveReader reader = new CurveReader(session, query);
                reader.addPoints(HandMetrics.points(session, model.row(), query.name(), query.phase()));
                addLine(lines, null, reader);
            }
            return new Curve(query.name(), query.phase(), lines);
        });
    }

    private static void addLine(List<Curve.Line> lines, @Nullable UUID run, CurveReader reader) throws SQLException {
        List<Curve.Bucket> buckets = reader.buckets();
        if (!buckets.isEmpty()) {
            lines.add(new Curve.Line(run, buckets));
        }
    }
}
