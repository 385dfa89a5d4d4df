package io.github.djltracker.domain.query;

import io.github.djltracker.domain.value.Limits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query for a page of metrics.
 *
 * @param name null for all names
 * @param phase null for all metrics, empty for metrics without a phase
 * @param run null for all runs and manually logged metrics
 * @param after {@link Page#after()} of the previous page, null for the first page
 * @param limit 1 to {@value Page#MAX_LIMIT} metrics
 */
public record MetricQuery(
        @Nullable String name,
        @Nullable String phase,
        @Nullable UUID run,
        @Nullable String after,
        int limit) {
    /** All metrics, from the first on, {@value Page#DEFAULT_LIMIT} at a time. */
    public static final MetricQuery ALL = new MetricQuery(null, null, null, null, Page.DEFAULT_LIMIT);

    public MetricQuery {
        if (name != null) {
            Limits.name("metric name", name);
        }
        if (phase != null && !phase.isEmpty()) {
            Limits.phase(phase);
        }
        Page.limit(limit);
    }

    /** The page after another one. */
    public MetricQuery after(@Nullable String page) {
        return new MetricQuery(name, phase, run, page, limit);
    }
}
