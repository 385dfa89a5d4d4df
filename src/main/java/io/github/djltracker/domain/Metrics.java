package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The metrics of a model: those of all its runs, and manually logged ones. Thread-safe. */
public interface Metrics {
    /** Logs a value without a step and without a phase. */
    default Metric log(String name, double value) {
        return log(name, value, (Long) null, null);
    }

    /** Logs a value at a step, without a phase. */
    default Metric log(String name, double value, long step) {
        return log(name, value, (Long) step, null);
    }

    /** Logs a value in a phase, without a step. */
    default Metric log(String name, double value, String phase) {
        return log(name, value, (Long) null, phase);
    }

    /** Logs a value at a step in a phase. */
    default Metric log(String name, double value, long step, String phase) {
        return log(name, value, (Long) step, phase);
    }

    /** Logs a value; step and phase may be null. To log thousands of values, record a run instead. */
    Metric log(String name, double value, @Nullable Long step, @Nullable String phase);

    /** All metrics, in the order in which they were recorded; within one entry of a run, one series after another. */
    List<Metric> list();

    /** The metrics with this name, in the order in which they were recorded. */
    List<Metric> list(String name);

    /**
     * Removes one metric.
     *
     * @throws NotFoundException if it is not one of these metrics
     */
    void remove(Metric metric);

    /** Removes all metrics, including those of runs. The runs themselves stay. */
    void clear();

    /**
     * A page of the metrics, in the order of {@link #list()}.
     *
     * @throws IllegalArgumentException if {@code after} is invalid
     */
    Page<Metric> page(MetricQuery query);

    /**
     * A summary for each run, name and phase, ordered by the time of the first point. Histograms are not included, see
     * {@link Model#histograms()}.
     */
    List<Series> series();

    /** Like {@link #series()}, only for these runs; if the set is empty, for all runs and manually logged metrics. */
    default List<Series> series(Set<UUID> runs) {
        return series().stream()
                .filter(series -> runs.isEmpty() || (series.run() != null && runs.contains(series.run())))
                .toList();
    }

    /** A curve with the number of buckets that the query asks for. Metrics without a step are not in curves. */
    Curve curve(CurveQuery query);
}
