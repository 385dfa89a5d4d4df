package io.github.djltracker.domain.find;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the order of one of their values: ascending, or descending. Behind the numbers, times and texts, in this order,
 * come true and false, then NaN, then runs without a value, whichever the direction.
 *
 * @param name as in a {@link RunFilter}
 */
public record RunOrder(String name, boolean isDescending) implements Comparator<RunValues> {
    private static final int KEY_LENGTH = 100;

    public RunOrder {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name to sort by: write one such as loss@validate.min");
        }
    }

    /**
     * Refuses a name that no run has, as {@link RunFilter#requireKnown} does.
     *
     * @throws IllegalArgumentException with the names that come near
     */
    public void requireKnown(Set<String> known) {
        if (RunNames.isUnknown(name, known)) {
            throw new IllegalArgumentException(RunNames.unknown(name, known));
        }
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
            // zeros of either sign are one number
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
     * What texts are ordered by: the beginning, at most {@value #KEY_LENGTH} characters, in lower case. Keys are in the order of
     * their code points.
     */
    public static String key(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.codePointCount(0, lower.length()) <= KEY_LENGTH
                ? lower
                : lower.substring(0, lower.offsetByCodePoints(0, KEY_LENGTH));
    }

    /** By code points, as databases do; {@link String#compareTo} is in another order beyond U+FFFF. */
    public static int compareKeys(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}
