package io.github.djltracker.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as it goes over HTTP.
 *
 * @param next the path and query of the next page; null if there is none
 */
public record ListForm<T>(List<T> items, @Nullable String next) {
    public ListForm {
        items = List.copyOf(items);
    }
}
