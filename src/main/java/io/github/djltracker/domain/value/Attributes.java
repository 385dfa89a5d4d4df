package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts a map of attributes to a JSON object. Keys are strings; values are strings, booleans, finite numbers, null,
 * and lists and maps of these. Integers become {@link Long}, other numbers {@link Double}, so that an object that was
 * stored or sent equals the original.
 */
public final class Attributes {
    /** Maximum number of characters of all keys and strings; a number counts as 8. */
    public static final int MAX_SIZE = 1_000_000;
    /** Maximum nesting of lists and maps. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_SHOWN = 40;

    private int size;

    private Attributes() {}

    /**
     * An unmodifiable copy in insertion order.
     *
     * @throws IllegalArgumentException if a value is not a JSON value, or the object is too large or too deep; the
     *     message names the attribute
     */
    public static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> attributes) {
        requireNonNull(attributes, "attributes");
        return new Attributes().object("", attributes, 1);
    }

    private Map<String, @Nullable Object> object(String path, Map<?, ?> map, int depth) {
        deeper(path, depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException(
                        "attribute " + path + ": key " + entry.getKey() + " is not a string");
            }
            grow(path, Limits.text("attribute key", key, MAX_SIZE).length());
            copy.put(key, value(path.isEmpty() ? key : path + "." + key, entry.getValue(), depth));
        }
        return Collections.unmodifiableMap(copy);
    }

    private @Nullable Object value(String path, @Nullable Object value, int depth) {
        grow(path, 8);
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            grow(path, text.length());
            return Limits.text("attribute " + path, text, MAX_SIZE);
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            // via the decimal form, because a float's 0.1 means 0.1, not 0.10000000149011612
            return finite(path, Double.parseDouble(number.toString()));
        }
        if (value instanceof Double number) {
            return finite(path, number);
        }
        if (value instanceof Map<?, ?> map) {
            return object(path, map, depth + 1);
        }
        if (value instanceof Iterable<?> items) {
            deeper(path, depth + 1);
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object item : items) {
                copy.add(value(path + "[" + copy.size() + "]", item, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("attribute " + path + " is a "
                + value.getClass().getName() + ": only strings, booleans, numbers, null, lists and maps are JSON");
    }

    private static double finite(String path, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "attribute " + path + " is " + value + ": JSON cannot represent this number; write it as a string");
        }
        return value;
    }

    private void grow(String path, int by) {
        size += by;
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "attribute " + path + " makes the attributes larger than " + MAX_SIZE + " characters");
        }
    }

    private static void deeper(String path, int depth) {
        if (depth > MAX_DEPTH) {
            // the full path would be too long to be useful
            String shown = path.length() > MAX_SHOWN ? path.substring(0, MAX_SHOWN) + "..." : path;
            throw new IllegalArgumentException("attribute " + shown + " is nested deeper than " + MAX_DEPTH);
        }
    }
}
