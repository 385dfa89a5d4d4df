package io.github.djltracker.domain.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a long list.
 *
 * @param items in the order of the list
 * @param after cursor for the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String after) {
    /** Default number of items per page: {@value}. */
    public static final int DEFAULT_LIMIT = 1_000;
    /** Maximum number of items per page. */
    public static final int MAX_LIMIT = 10_000;

    public Page {
        items = List.copyOf(items);
    }

    static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is out of range: 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
