package io.github.djltracker.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list as it goes over HTTP.
 *
 * @param next the path and query that give the part behind it; null if there is none
 */
public record ListForm<T>(List<T> items, @Nullable String next) {
    public ListForm {
        items = List.copyOf(items);
    }
}
