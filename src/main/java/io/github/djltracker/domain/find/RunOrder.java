package io.github.djltracker.domain.find;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts runs by one of their values, ascending or descending. In both directions, numbers, times and strings come
 * first, in this order, followed by true and false, then NaN, then runs without a value.
 *
 * @param name as in a {@link RunFilter}
 */
public record RunOrder(String name, boolean isDescending) implements Comparator<RunValues> {
    private static final int KEY_LENGTH = 100;

    public RunOrder {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot be sorted by: write a name such as loss@validate.min");
        }
    }

    /**
     * Rejects a name that no run has, like {@link RunFilter#requireKnown}.
     *
     * @throws IllegalArgumentException with similar names
     */
    public void requireKnown(Set<String> known) {
        RunNames.requireKnown(name, known);
    }

    @Override
    public int compare(RunValues one, RunValues other) {
        @Nullable Object a = one.get(name);
        @Nullable Object b = other.get(name);
        int byKind = Integer.compare(kind(a), kind(b));
        if (byKind != 0 || a == null || b == null) {
            return byKind;
        }
        int byValue = byValue(a, b);
        return isDescending ? -byValue : byValue;
    }

    private static int kind(@Nullable Object value) {
        if (value instanceof Double number) {
            return number.isNaN() ? 4 : 0;
        } else if (value instanceof Instant || value instanceof Duration) {
            return 1;
        } else if (value instanceof String) {
            return 2;
        }
        return value == null ? 5 : 3;
    }

    private static int byValue(Object a, Object b) {
        if (a instanceof Double one && b instanceof Double other) {
            // 0.0 and -0.0 are the same number
            return Double.compare(one + 0.0, other + 0.0);
        } else if (a instanceof Instant one && b instanceof Instant other) {
            return one.compareTo(other);
        } else if (a instanceof Duration one && b instanceof Duration other) {
            return one.compareTo(other);
        }
        return a instanceof Boolean one && b instanceof Boolean other
                ? Boolean.compare(one, other)
                : compareKeys(key(a.toString()), key(b.toString()));
    }

    /**
     * The sort key of a string: its first {@value #KEY_LENGTH} characters in lower case. Keys are sorted by code
     * points.
     */
    public static String key(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.codePointCount(0, lower.length()) <= KEY_LENGTH
                ? lower
                : lower.substring(0, lower.offsetByCodePoints(0, KEY_LENGTH));
    }

    /** Compares by code points, as databases do; {@link String#compareTo} differs beyond U+FFFF. */
    public static int compareKeys(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}
