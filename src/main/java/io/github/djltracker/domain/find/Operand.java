package io.github.djltracker.domain.find;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operand of a comparison. Values of different kinds are never equal. */
sealed interface Operand {
    Pattern LAPSE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d|w)");

    /** The comparison, or null if values of this kind do not support the operator. */
    @Nullable
    Predicate<Object> test(String operator);

    /** A {@link Double}, {@link String}, {@link Boolean}, {@link Instant} or {@link Duration}. */
    Object value();

    /** A number. NaN equals itself, and is neither less nor greater than anything. */
    record Numeric(Double value) implements Operand {
        @Override
        public @Nullable Predicate<Object> test(String operator) {
            boolean isNan = value.isNaN();
            return switch (operator) {
                case "=" -> other -> other instanceof Double d && (d.doubleValue() == value || (isNan && d.isNaN()));
                case "!=" ->
                    other -> !(other instanceof Double d) || !(d.doubleValue() == value || (isNan && d.isNaN()));
                case "<" -> other -> other instanceof Double d && d < value;
                case "<=" -> other -> other instanceof Double d && d <= value;
                case ">" -> other -> other instanceof Double d && d > value;
                case ">=" -> other -> other instanceof Double d && d >= value;
                default -> null;
            };
        }
    }

    /** Text. Equality is exact; containment ignores case. */
    record Text(String value) implements Operand {
        @Override
        public @Nullable Predicate<Object> test(String operator) {
            String lower = value.toLowerCase(Locale.ROOT);
            return switch (operator) {
                case "=" -> other -> other.equals(value);
                case "!=" -> other -> !other.equals(value);
                case "~" ->
                    other -> other instanceof String text
                            && text.toLowerCase(Locale.ROOT).contains(lower);
                case "!~" ->
                    other -> !(other instanceof String text)
                            || !text.toLowerCase(Locale.ROOT).contains(lower);
                default -> null;
            };
        }
    }

    /** A boolean. */
    record Truth(Boolean value) implements Operand {
        @Override
        public @Nullable Predicate<Object> test(String operator) {
            return switch (operator) {
                case "=" -> other -> other.equals(value);
                case "!=" -> other -> !other.equals(value);
                default -> null;
            };
        }
    }

    /** A time or a duration. */
    record Moment<T extends Comparable<T>>(Class<T> type, T value) implements Operand {
        @Override
        public @Nullable Predicate<Object> test(String operator) {
            return switch (operator) {
                case "=" -> other -> other.equals(value);
                case "!=" -> other -> !other.equals(value);
                case "<" -> other -> type.isInstance(other) && type.cast(other).compareTo(value) < 0;
                case "<=" -> other -> type.isInstance(other) && type.cast(other).compareTo(value) <= 0;
                case ">" -> other -> type.isInstance(other) && type.cast(other).compareTo(value) > 0;
                case ">=" -> other -> type.isInstance(other) && type.cast(other).compareTo(value) >= 0;
                default -> null;
            };
        }
    }

    /** A word without quotes: a number, a boolean, or else text. */
    static Operand ofWord(String word) {
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return new Truth(Boolean.parseBoolean(word));
        }
        if (word.equalsIgnoreCase("NaN")) {
            return new Numeric(Double.NaN);
        }
        // Double would also parse 1d and 0x1p3, which users mean as text
        if (word.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|[-+]?Infinity")) {
            return new Numeric(Double.parseDouble(word));
        }
        return new Text(word);
    }

    /** A time: relative ({@code -7d}), a day, or a day and a time; null if it is none of these. */
    static @Nullable Operand ofTime(String word, Clock clock) {
        Duration ago = word.startsWith("-") ? duration(word.substring(1)) : null;
        if (ago != null) {
            return new Moment<>(Instant.class, clock.instant().minus(ago).truncatedTo(ChronoUnit.MILLIS));
        }
        ZoneId zone = clock.getZone();
        try {
            if (word.length() == 10) {
                return new Moment<>(
                        Instant.class, LocalDate.parse(word).atStartOfDay(zone).toInstant());
            }
            return new Moment<>(
                    Instant.class,
                    word.endsWith("Z")
                            ? Instant.parse(word)
                            : LocalDateTime.parse(word).atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A duration such as {@code 90s} or {@code 1.5h}; null if it is not a duration. */
    static @Nullable Operand ofDuration(String word) {
        Duration duration = duration(word);
        return duration == null ? null : new Moment<>(Duration.class, duration);
    }

    private static @Nullable Duration duration(String word) {
        Matcher lapse = LAPSE.matcher(word);
        if (!lapse.matches()) {
            return null;
        }
        double unit = switch (lapse.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 7 * 86_400_000;
        };
        return Duration.ofMillis(Math.round(Double.parseDouble(lapse.group(1)) * unit));
    }
}
