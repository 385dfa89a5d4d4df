package io.github.djltracker.cli.view;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as lines: a path of keys, and its value. */
public final class Flat {
    private Flat() {}

    /** The paths and values of an object, in its order; lists are one value. */
    public static Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        put(flat, "", attributes);
        return flat;
    }

    private static void put(Map<String, @Nullable Object> flat, String path, Map<?, ? extends @Nullable Object> map) {
        map.forEach((key, value) -> {
            String place = path.isEmpty() ? String.valueOf(key) : path + "." + key;
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                put(flat, place, inner);
            } else {
                flat.put(place, value);
            }
        });
    }

    /** A value in one line: strings unchanged, lists in brackets, objects in braces. */
    public static String text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String gap = "";
            for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
                append(text.append(gap).append(entry.getKey()).append('='), entry.getValue());
                gap = ", ";
            }
            text.append('}');
        } else if (value instanceof Collection<?> items) {
            text.append('[');
            String gap = "";
            for (Object item : items) {
                append(text.append(gap), item);
                gap = ", ";
            }
            text.append(']');
        } else {
            text.append(value);
        }
    }
}
