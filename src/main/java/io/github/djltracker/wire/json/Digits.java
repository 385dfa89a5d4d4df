package io.github.djltracker.wire.json;

import io.github.djltracker.domain.value.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number as it was written, for numbers that no {@link Long} or finite {@link Double} represents: an integer of
 * more than 64 bits, a number too large for a double, an integer zero with a minus sign. The reader decides whether it
 * is allowed.
 */
record Digits(String text) {
    double number(FieldPath path) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw tooGreat(path);
        }
        return value;
    }

    long integer(FieldPath path) {
        if (text.equals("-0")) {
            return 0;
        }
        throw new IllegalArgumentException(path + " is out of range: at most " + Limits.MAX_INTEGER);
    }

    /**
     * A copy of an object without {@code Digits}. If one of them is out of range, throws an exception that names it.
     */
    static Map<String, @Nullable Object> without(FieldPath path, Map<?, ?> values) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put((String) key, plain(path.field((String) key), value)));
        return plain;
    }

    private static @Nullable Object plain(FieldPath path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return without(path, map);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> plain = new ArrayList<>(items.size());
            for (Object item : items) {
                plain.add(plain(path.item(plain.size()), item));
            }
            return plain;
        }
        if (value instanceof Digits digits) {
            if (digits.text.equals("-0")) {
                return 0L;
            }
            if (digits.text.indexOf('.') < 0 && digits.text.indexOf('e') < 0 && digits.text.indexOf('E') < 0) {
                throw new IllegalArgumentException(path + " is an integer of more than 64 bits");
            }
            throw tooGreat(path);
        }
        return value;
    }

    static IllegalArgumentException tooGreat(FieldPath path) {
        return new IllegalArgumentException(
                path + " has a number that exceeds the range of a double; write infinity as a string");
    }
}
