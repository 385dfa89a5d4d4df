package io.github.djltracker.testing.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arguments that must be refused wherever they are passed. */
public final class Bad {
    /** Invalid names: empty, blank, slightly and far too long, with control characters, with half a surrogate pair. */
    public static final List<String> NAMES = List.of(
            "", " ", "\t\n", "x".repeat(501), "x".repeat(10_000_000), "a\nb", "a\u0000b", "a\u007fb", "a\ud800b");

    /** Invalid hashes. */
    public static final List<String> HASHES =
            List.of("", " ", "a b", "x".repeat(129), "x".repeat(10_000_000), "a\nb", "h\u00e4sh", "a\u0000b");

    /** Invalid attributes: values that JSON cannot represent. */
    public static final List<Map<String, @Nullable Object>> ATTRIBUTES = List.of(
            Map.of("a", Double.NaN),
            Map.of("a", Double.POSITIVE_INFINITY),
            Map.of("a", Float.NEGATIVE_INFINITY),
            Map.of("a", List.of(1, Map.of("b", Double.NaN))),
            Map.of("a", new Object()),
            Map.of("a", Thread.State.NEW),
            Map.of("a", new int[] {1}),
            Map.of("a", Map.of(1, "one")),
            Map.of("a", "x".repeat(10_000_000)),
            Map.of("a", "\ud800"),
            deep(40));

    private Bad() {}

    /** A null where none is allowed. */
    @SuppressWarnings("NullAway") // the purpose of the method
    public static <T> T nothing(Class<T> type) {
        return type.cast(null);
    }

    /** Checks that each of these values is refused, with a readable message. */
    public static <T> void refused(List<? extends T> values, Consumer<T> call) {
        for (T value : values) {
            assertThatThrownBy(() -> call.accept(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .hasSizeBetween(10, 400);
        }
    }

    /** Checks that a null is refused. */
    public static void refusedNull(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class);
    }

    private static Map<String, @Nullable Object> deep(int levels) {
        Map<String, @Nullable Object> map = Map.of("leaf", 1);
        for (int i = 0; i < levels; i++) {
            map = Map.of("a", map);
        }
        return map;
    }
}
