package io.github.djltracker.testing;

import io.github.djltracker.domain.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages. */
final class Pages {
    private Pages() {}

    static <T> Page<T> page(List<T> all, Function<T, String> id, @Nullable String after, int limit) {
        int from = 0;
        if (after != null) {
            List<String> ids = all.stream().map(id).toList();
            from = ids.indexOf(after) + 1;
            if (from == 0) {
                throw new IllegalArgumentException("after is of no page");
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? id.apply(all.get(to - 1)) : null);
    }
}
