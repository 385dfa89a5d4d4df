package io.github.djltracker.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as short text, the same in every default locale. */
public final class Format {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_BELOW = 1e7;

    private Format() {}

    /** A value in four digits: plain from 0.0001 to 9,999,999, otherwise with an exponent. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        double size = rounded.abs().doubleValue();
        return size >= PLAIN_FROM && size < PLAIN_BELOW ? rounded.toPlainString() : scientific(rounded);
    }

    /** A duration in its two largest units; below a minute in tenths of a second. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            long tenths = Math.max(0, duration.toMillis() / 100);
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    /** A time to the second; empty for null. */
    public static String time(@Nullable Instant time, ZoneId zone) {
        return time == null ? "" : TIME.format(time.atZone(zone));
    }

    /** A value of a run, as used in filters, in one line; empty for null. */
    public static String value(@Nullable Object value, ZoneId zone) {
        if (value instanceof Double number) {
            return number(number);
        } else if (value instanceof Instant time) {
            return time(time, zone);
        } else if (value instanceof Duration duration) {
            return duration(duration);
        }
        return value == null ? "" : Plain.line(value.toString());
    }

    /** A count with its noun. */
    public static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Formats the number of points of a run log. An iteration is a point too. */
    public static String points(long count) {
        return count(count, "iteration or metric value", "iterations and metric values");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return String.format(Locale.ROOT, "%d %s %02d %s", large, largeUnit, small, smallUnit);
    }

    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
