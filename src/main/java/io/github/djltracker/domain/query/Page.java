package io.github.djltracker.domain.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param items in the order of the list
 * @param after what to ask for to get the items behind these; null where there are none
 */
public record Page<T>(List<T> items, @Nullable String after) {
    /** Items of a page where nobody says how many: {@value}. */
    public static final int DEFAULT_LIMIT = 1_000;
    /** Most items of a page. */
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
