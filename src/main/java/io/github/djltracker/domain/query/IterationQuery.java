package io.github.djltracker.domain.query;

import io.github.djltracker.domain.value.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A query for a page of iterations.
 *
 * @param step null for all steps
 * @param after {@link Page#after()} of the previous page, null for the first page
 * @param limit 1 to {@value Page#MAX_LIMIT} iterations
 */
public record IterationQuery(@Nullable Long step, @Nullable String after, int limit) {
    /** All iterations, from the first on, {@value Page#DEFAULT_LIMIT} at a time. */
    public static final IterationQuery ALL = new IterationQuery(null, null, Page.DEFAULT_LIMIT);

    public IterationQuery {
        if (step != null) {
            Limits.step(step);
        }
        Page.limit(limit);
    }

    /** The page after another one. */
    public IterationQuery after(@Nullable String page) {
        return new IterationQuery(step, page, limit);
    }
}
