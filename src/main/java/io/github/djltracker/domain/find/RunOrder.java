package io.github.djltracker.domain.find;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the order of one of their values: ascending, or descending. Behind the numbers, times and texts, in this order,
 * come true and false, then NaN, then runs without a value, whichever the direction.
 *
 * @param name as in a {@link RunFilter}
 */
public record RunOrder(String name, boolean isDescending) implements Comparator<RunValues> {
    public RunOrder {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name to sort by: write one such as loss@validate.min");
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
        int ignoringCase =
                a.toString().toLowerCase(Locale.ROOT).compareTo(b.toString().toLowerCase(Locale.ROOT));
        return ignoringCase != 0 ? ignoringCase : a.toString().compareTo(b.toString());
    }
}
