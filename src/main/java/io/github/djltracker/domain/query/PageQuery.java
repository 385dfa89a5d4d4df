package io.github.djltracker.domain.query;

import org.jspecify.annotations.Nullable;

/**
 * A query for a page of a long list.
 *
 * @param after {@link Page#after()} of the previous page, null for the first page
 * @param limit 1 to {@value Page#MAX_LIMIT} items
 */
public record PageQuery(@Nullable String after, int limit) {
    /** The first {@value Page#DEFAULT_LIMIT} items. */
    public static final PageQuery FIRST = new PageQuery(null, Page.DEFAULT_LIMIT);

    public PageQuery {
        Page.limit(limit);
    }

    /** The page after another one. */
    public PageQuery after(@Nullable String page) {
        return new PageQuery(page, limit);
    }
}
