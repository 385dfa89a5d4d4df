package io.github.djltracker.testing.memory;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe by the monitor of the state. */
record InMemoryMetrics(State state, UUID model) implements Metrics {
    @Override
    public Metric log(String name, double value, @Nullable Long step, @Nullable String phase) {
        Limits.name("metric name", name);
        Limits.phase(phase);
        if (step != null) {
            Limits.step(step);
        }
        synchronized (state) {
            Metric metric = new Metric(state.newId(), name, value, step, phase, state.now(), null);
            state.model(model).metrics.add(metric);
            return metric;
        }
    }

    @Override
    public List<Metric> list() {
        synchronized (state) {
            return List.copyOf(state.model(model).metrics);
        }
    }

    @Override
    public List<Metric> list(String name) {
        Objects.requireNonNull(name, "name");
        return list().stream().filter(metric -> metric.name().equals(name)).toList();
    }

    @Override
    public Page<Metric> page(MetricQuery query) {
        Objects.requireNonNull(query, "query");
        return Pages.page(
                "metrics",
                model,
                list().stream()
                        .filter(metric -> (query.name() == null || query.name().equals(metric.name()))
                                && (query.phase() == null
                                        || query.phase().equals(Objects.requireNonNullElse(metric.phase(), "")))
                                && (query.run() == null || query.run().equals(metric.run())))
                        .toList(),
                Metric::id,
                query.after(),
                query.limit());
    }

    @Override
    public void remove(Metric metric) {
        Objects.requireNonNull(metric, "metric");
        synchronized (state) {
            if (!state.model(model).metrics.removeIf(m -> m.id().equals(metric.id()))) {
                throw new NotFoundException("there is no metric " + metric.id() + " among these metrics");
            }
        }
    }

    @Override
    public void clear() {
        synchronized (state) {
            state.model(model).metrics.clear();
        }
    }

    @Override
    public List<Series> series() {
        record Key(
                @Nullable UUID run, String name, @Nullable String phase) {}
        List<Metric> all = list().stream()
                .filter(metric -> !Histogram.isSeries(metric.name(), metric.phase()))
                .toList();
        Map<Key, List<Metric>> groups = new LinkedHashMap<>();
        // the keys in the order of their earliest points, then the points in the order in which they were recorded
        all.stream()
                .sorted(Comparator.comparing(Metric::time))
                .forEach(metric -> groups.put(new Key(metric.run(), metric.name(), metric.phase()), new ArrayList<>()));
        for (Metric metric : all) {
            groups.computeIfAbsent(new Key(metric.run(), metric.name(), metric.phase()), key -> new ArrayList<>())
                    .add(metric);
        }
        return groups.entrySet().stream()
                .map(group -> Points.series(
                        group.getKey().run(),
                        group.getKey().name(),
                        group.getKey().phase(),
                        group.getValue()))
                .toList();
    }

    @Override
    public Curve curve(CurveQuery query) {
        Objects.requireNonNull(query, "query");
        synchronized (state) {
            List<Metric> points = list().stream()
                    .filter(metric -> metric.name().equals(query.name())
                            && Objects.equals(metric.phase(), query.phase())
                            && metric.step() != null
                            && metric.step() >= query.from()
                            && metric.step() <= query.to())
                    .toList();
            List<Curve.Line> lines = new ArrayList<>();
            List<@Nullable UUID> runs = new ArrayList<>();
            state.model(model).runs.forEach(run -> runs.add(run.run.id()));
            runs.add(null);
            for (UUID run : runs) {
                boolean wanted =
                        query.runs().isEmpty() || (run != null && query.runs().contains(run));
                List<Metric> own = points.stream()
                        .filter(metric -> Objects.equals(metric.run(), run))
                        .toList();
                if (wanted && !own.isEmpty()) {
                    lines.add(new Curve.Line(run, Points.buckets(own, query.buckets())));
                }
            }
            return new Curve(query.name(), query.phase(), lines);
        }
    }
}
