package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.query.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Divides lists into pages. The ids of their items grow, so a page can begin after an id even if its item was removed.
 */
final class Pages {
    private Pages() {}

    /** @param owner what the pages belong to, to distinguish their places from those of other lists */
    static <T> Page<T> page(
            String owner, UUID model, List<T> all, Function<T, String> id, @Nullable String after, int limit) {
        String prefix = owner + "." + model + ".";
        long behind = after == null ? 0 : number(after, prefix);
        List<T> rest = all.stream()
                .filter(item -> Long.parseLong(id.apply(item)) > behind)
                .toList();
        List<T> items = rest.subList(0, Math.min(limit, rest.size()));
        return new Page<>(items, items.size() < rest.size() ? prefix + id.apply(items.get(items.size() - 1)) : null);
    }

    private static long number(String after, String prefix) {
        if (after.length() <= 200 && after.startsWith(prefix)) {
            String number = after.substring(prefix.length());
            if (number.matches("[1-9][0-9]{0,17}")) {
                return Long.parseLong(number);
            }
        }
        throw new IllegalArgumentException("after is no place in these pages");
    }
}
