package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.NewMetric;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The metrics of a model. Thread-safe. */
record HttpMetrics(TrackerApi api, UUID model) implements Metrics {
    /** Maximum number of ids that fit into the request line, for which servers accept 8 KB. */
    private static final int MAX_RUNS = 100;

    @Override
    public Metric log(String name, double value, @Nullable Long step, @Nullable String phase) {
        Limits.name("metric name", name);
        Limits.phase(phase);
        if (step != null) {
            Limits.step(step);
        }
        return api.create(
                HttpCall.post("models", model.toString(), "metrics"),
                Forms.NEW_METRIC,
                new NewMetric(name, value, step, phase),
                Forms.METRIC);
    }

    @Override
    public List<Metric> list() {
        return api.list(Forms.METRIC, all());
    }

    @Override
    public List<Metric> list(String name) {
        requireNonNull(name, "name");
        if (!Allowed.name(name)) {
            HttpModel.read(api, model);
            return List.of();
        }
        return api.list(Forms.METRIC, all().with("name", name));
    }

    @Override
    public Page<Metric> page(MetricQuery query) {
        requireNonNull(query, "query");
        HttpCall call =
                all().with("name", query.name()).with("phase", query.phase()).with("run", query.run());
        return api.page(Forms.METRIC, call, query.after(), query.limit());
    }

    @Override
    public void remove(Metric metric) {
        requireNonNull(metric, "metric");
        api.delete(HttpCall.delete("models", model.toString(), "metrics", metric.id()));
    }

    @Override
    public void clear() {
        api.delete(HttpCall.delete("models", model.toString(), "metrics"));
    }

    @Override
    public List<Series> series() {
        return api.list(Forms.SERIES, HttpCall.get("models", model.toString(), "series"));
    }

    @Override
    public List<Series> series(Set<UUID> runs) {
        HttpCall call = HttpCall.get("models", model.toString(), "series");
        for (UUID run : requireNonNull(runs, "runs")) {
            call = call.with("run", run);
        }
        return api.list(Forms.SERIES, call);
    }

    @Override
    public Curve curve(CurveQuery query) {
        requireNonNull(query, "query");
        Set<UUID> runs = query.runs();
        HttpCall call = HttpCall.get("models", model.toString(), "curves")
                .with("name", query.name())
                .with("phase", query.phase())
                .with("from", query.from())
                .with("to", query.to())
                .with("buckets", query.buckets());
        if (runs.size() > MAX_RUNS) {
            return only(runs, api.read(Forms.CURVE, call));
        }
        for (UUID run : runs) {
            call = call.with("run", run);
        }
        return api.read(Forms.CURVE, call);
    }

    private static Curve only(Set<UUID> runs, Curve all) {
        List<Curve.Line> lines = all.lines().stream()
                .filter(line -> line.run() != null && runs.contains(line.run()))
                .toList();
        return new Curve(all.name(), all.phase(), lines);
    }

    private HttpCall all() {
        return HttpCall.get("models", model.toString(), "metrics");
    }
}
