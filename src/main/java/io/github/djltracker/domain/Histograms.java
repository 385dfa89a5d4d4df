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

/** Reads the histograms of a model's parameters, which runs record if they are asked to. Thread-safe if its metrics are. */
public record Histograms(Metrics metrics) {
    public Histograms {
        requireNonNull(metrics, "metrics");
    }

    /** How a parameter was distributed in a run, a histogram for each step at which it was looked at; none if it never was. */
    public List<Histogram> weight(UUID run, String parameter) {
        return read(run, ParameterMetrics.WEIGHT + Histogram.NAME + "/" + parameter);
    }

    /** How a parameter's gradient was distributed. */
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
