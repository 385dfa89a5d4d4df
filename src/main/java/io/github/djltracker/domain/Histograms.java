package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.ParameterMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the histograms of a model's parameters, which runs record on request. Thread-safe if its metrics are. */
public record Histograms(Metrics metrics) {
    public Histograms {
        requireNonNull(metrics, "metrics");
    }

    /** The histograms of a parameter in a run, one for each recorded step; empty if there are none. */
    public List<Histogram> weight(UUID run, String parameter) {
        return read(run, ParameterMetrics.WEIGHT + Histogram.NAME + "/" + parameter);
    }

    /** The histograms of a parameter's gradient in a run. */
    public List<Histogram> gradient(UUID run, String parameter) {
        return read(run, ParameterMetrics.GRADIENT + Histogram.NAME + "/" + parameter);
    }

    private List<Histogram> read(UUID run, String name) {
        MetricQuery query = new MetricQuery(name, Histogram.PHASE, requireNonNull(run, "run"), null, Page.MAX_LIMIT);
        List<Metric> points = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Metric> page = metrics.page(query.after(after));
            points.addAll(page.items());
            after = page.after();
        } while (after != null);
        return Histogram.of(points);
    }
}
