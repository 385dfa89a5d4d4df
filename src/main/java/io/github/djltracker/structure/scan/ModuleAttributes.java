package io.github.djltracker.structure.scan;

import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.ModuleRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reduces attributes of any size to the limits of {@link Attributes}; a marker replaces what is cut off. */
public final class ModuleAttributes {
    /** Number of levels that are kept, which is well below the limit. */
    private static final int MAX_DEPTH = Attributes.MAX_DEPTH - 2;
    /** The part of the limit on all texts that is used; the rest is for markers. */
    private static final int MAX_SIZE = Attributes.MAX_SIZE * 9 / 10;

    private static final int MAX_TEXT = 10_000;
    private static final int MAX_KEY = 200;
    private static final String CUT = "...";

    private int left = MAX_SIZE;

    private ModuleAttributes() {}

    public static ModuleRecord record(String name, Map<String, ? extends @Nullable Object> attributes) {
        return new ModuleRecord(name, new ModuleAttributes().object(attributes, 1));
    }

    /**
     * One line of at most {@code max} characters: a long text is cut in the middle, and characters that cannot be
     * shown are question marks.
     */
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(line::appendCodePoint);
        if (line.length() <= max) {
            return line.toString();
        }
        int head = max / 2;
        int tail = line.length() - (max - head - CUT.length());
        if (Character.isHighSurrogate(line.charAt(head - 1))) {
            head--;
        }
        if (Character.isLowSurrogate(line.charAt(tail))) {
            tail++;
        }
        return line.substring(0, head) + CUT + line.substring(tail);
    }

    private Map<String, @Nullable Object> object(Map<?, ? extends @Nullable Object> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
            String key = line(String.valueOf(entry.getKey()), MAX_KEY);
            if (!take(key.length())) {
                copy.put(CUT, "truncated: too large");
                break;
            }
            copy.put(key, value(entry.getValue(), depth));
        }
        return copy;
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        take(8);
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : value.toString();
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return depth == MAX_DEPTH ? CUT : object(map, depth + 1);
        }
        if (value instanceof List<?> items) {
            return depth == MAX_DEPTH ? CUT : list(items, depth + 1);
        }
        String text = line(value.toString(), MAX_TEXT);
        return take(text.length()) ? text : CUT;
    }

    private List<@Nullable Object> list(List<?> items, int depth) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : items) {
            if (!take(8)) {
                copy.add(CUT);
                break;
            }
            copy.add(value(item, depth));
        }
        return copy;
    }

    private boolean take(int size) {
        left -= size;
        return left >= 0;
    }
}
