package io.github.djltracker.domain.query;

import io.github.djltracker.domain.value.Limits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics, and how many of them at a time.
 *
 * @param name null for all names
 * @param phase null for all phases and none, the empty text for those of no phase
 * @param run null for all runs and the metrics logged by hand
 * @param after {@link Page#after()} of the page before, null for the first page
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

    /** The same from behind a page on. */
    public MetricQuery after(@Nullable String page) {
        return new MetricQuery(name, phase, run, page, limit);
    }
}
