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

/** The metrics of a model, of all its runs and those logged by hand. Thread-safe. */
public interface Metrics {
    /** Logs a value that belongs to no step and no phase. */
    default Metric log(String name, double value) {
        return log(name, value, (Long) null, null);
    }

    /** Logs a value of a step. */
    default Metric log(String name, double value, long step) {
        return log(name, value, (Long) step, null);
    }

    /** Logs a value of a phase, of no step. */
    default Metric log(String name, double value, String phase) {
        return log(name, value, (Long) null, phase);
    }

    /** Logs a value of a step and a phase. */
    default Metric log(String name, double value, long step, String phase) {
        return log(name, value, (Long) step, phase);
    }

    /** Logs a value; step and phase may be null. For values by the thousand, record a run instead. */
    Metric log(String name, double value, @Nullable Long step, @Nullable String phase);

    /** All metrics, in the order in which they were recorded; within one entry of a run, series by series. */
    List<Metric> list();

    /** The metrics of this name, in the order in which they were recorded. */
    List<Metric> list(String name);

    /**
     * Removes one metric.
     *
     * @throws NotFoundException if it is not among these metrics
     */
    void remove(Metric metric);

    /** Removes all, those of runs too. The runs themselves stay. */
    void clear();

    /**
     * A part of the metrics, in the order of {@link #list()}.
     *
     * @throws IllegalArgumentException if {@code after} is of no page
     */
    Page<Metric> page(MetricQuery query);

    /**
     * What there is: a summary per run, name and phase, ordered by the time of the first point. Histograms are no metrics of
     * their own, see {@link Model#histograms()}.
     */
    List<Series> series();

    /** The same of these runs alone; of all if there is none, and of metrics logged by hand. */
    default List<Series> series(Set<UUID> runs) {
        return series().stream()
                .filter(series -> runs.isEmpty() || (series.run() != null && runs.contains(series.run())))
                .toList();
    }

    /** A curve seen from as near as the query asks. Metrics without a step are in no curve. */
    Curve curve(CurveQuery query);
}
