package io.github.djltracker.wire.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token. Throws an {@link IllegalArgumentException} that names the field if something is invalid.
 * Not thread-safe.
 */
public final class Json implements AutoCloseable {
    /** Initial capacity for the items of a list. Most entries have one value in each column. */
    private static final int FEW = 8;

    /** The allowed forms of a number, for messages. */
    static final String NUMBER = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";

    /** Reads the value of one field; the parser is at its first token. */
    public interface FieldReader {
        void read(FieldPath path, String field);
    }

    /** Reads one item of a list; the parser is at its first token. */
    public interface ItemReader {
        void read(FieldPath path);
    }

    private final JsonTokens tokens;

    private Json(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /** Begins to read a text, which messages call {@code whole}. */
    public static Json parse(byte[] utf8, String whole) {
        return new Json(JsonTokens.of(utf8, whole));
    }

    /** Reads all fields of an object; those that the reader does not touch are skipped. */
    public void object(FieldPath path, FieldReader reader) {
        tokens.expect(path, JsonToken.START_OBJECT, "an object");
        while (tokens.next(path) != JsonToken.END_OBJECT) {
            String field = tokens.text();
            FieldPath inner = path.field(field);
            tokens.next(inner);
            reader.read(inner, field);
        }
    }

    public void list(FieldPath path, int most, ItemReader reader) {
        tokens.expect(path, JsonToken.START_ARRAY, "a list");
        for (int i = 0; tokens.next(path) != JsonToken.END_ARRAY; i++) {
            atMost(path, i, most);
            reader.read(path.item(i));
        }
    }

    public boolean isNull() {
        return tokens.current() == JsonToken.VALUE_NULL;
    }

    /** A value that must be present. */
    public static <T> T required(FieldPath path, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return value;
    }

    /** Returns a value; if that throws, puts the field in front of the message. */
    public static <T> T checked(FieldPath path, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw in(path, e);
        }
    }

    public String string(FieldPath path) {
        tokens.expect(path, JsonToken.VALUE_STRING, "a string");
        return tokens.text();
    }

    @Nullable
    public String stringOrNull(FieldPath path) {
        return isNull() ? null : string(path);
    }

    public UUID uuid(FieldPath path) {
        return uuid(path, string(path));
    }

    public static UUID uuid(FieldPath path, String value) {
        try {
            UUID uuid = UUID.fromString(value);
            // fromString accepts groups of any length, and cuts them
            if (uuid.toString().equalsIgnoreCase(value)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the field
        }
        throw new IllegalArgumentException(path + " is not a UUID of 36 characters");
    }

    public long integer(FieldPath path) {
        tokens.expect(path, JsonToken.VALUE_NUMBER_INT, "an integer");
        return tokens.longValue(path);
    }

    @Nullable
    Long integerOrNull(FieldPath path) {
        return isNull() ? null : integer(path);
    }

    public long[] integers(FieldPath path) {
        tokens.expect(path, JsonToken.START_ARRAY, "a list");
        long[] values = new long[FEW];
        int count = 0;
        while (tokens.next(path) != JsonToken.END_ARRAY) {
            atMost(path, count, Limits.MAX_POINTS);
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = integer(path);
        }
        return Arrays.copyOf(values, count);
    }

    public double[] numbers(FieldPath path) {
        tokens.expect(path, JsonToken.START_ARRAY, "a list");
        double[] values = new double[FEW];
        int count = 0;
        while (tokens.next(path) != JsonToken.END_ARRAY) {
            atMost(path, count, Limits.MAX_POINTS);
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = number(path);
        }
        return Arrays.copyOf(values, count);
    }

    private double number(FieldPath path) {
        JsonToken token = tokens.current();
        if (token == JsonToken.VALUE_STRING) {
            return special(path, tokens.text());
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw tokens.unlike(path, NUMBER);
        }
        return finite(path, token);
    }

    /** A number that JSON cannot represent, as a string. */
    static double special(FieldPath path, String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(path + " must be " + NUMBER + ", not another string");
        };
    }

    private double finite(FieldPath path, JsonToken token) {
        double value = tokens.doubleValue(path);
        if (Double.isInfinite(value)) {
            throw Digits.tooGreat(path);
        }
        // an integer has no negative zero, but JSON has "-0"
        return value == 0
                        && token == JsonToken.VALUE_NUMBER_INT
                        && tokens.text().startsWith("-")
                ? -0.0
                : value;
    }

    /** An object as {@link Attributes} allows it. */
    public Map<String, @Nullable Object> attributes(FieldPath path) {
        return attributes(path, map(path));
    }

    /** An object that was read by {@link #map}, as {@link Attributes} allows it. */
    public static Map<String, @Nullable Object> attributes(FieldPath path, Map<String, @Nullable Object> map) {
        return checked(path, () -> Attributes.copyOf(Digits.without(path, map)));
    }

    /**
     * An object of any JSON values: integers as {@link Long}, other numbers as {@link Double}, and those that are
     * neither as {@link Digits}.
     */
    Map<String, @Nullable Object> map(FieldPath path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object(path, (inner, field) -> map.put(field, value(inner)));
        return map;
    }

    private @Nullable Object value(FieldPath path) {
        JsonToken token = tokens.current();
        if (token == null) {
            throw tokens.unlike(path, "a JSON value");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> tokens.text();
            case VALUE_NUMBER_INT -> tokens.wholeNumber(path);
            case VALUE_NUMBER_FLOAT -> {
                double value = tokens.doubleValue(path);
                yield Double.isInfinite(value) ? new Digits(tokens.text()) : (Object) value;
            }
            case START_OBJECT -> map(path);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                list(path, Attributes.MAX_SIZE, inner -> items.add(value(inner)));
                yield items;
            }
            default -> throw tokens.unlike(path, "a JSON value");
        };
    }

    /** The same exception, with the field in front if the message does not name it yet. */
    static IllegalArgumentException in(FieldPath path, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return names(message, path.toString()) ? e : new IllegalArgumentException(path + ": " + message, e);
    }

    private static boolean names(String message, String path) {
        int end = path.length();
        return end == 0
                || (message.startsWith(path) && (message.length() == end || " .[:".indexOf(message.charAt(end)) >= 0));
    }

    private static void atMost(FieldPath path, int count, int most) {
        if (count >= most) {
            throw new IllegalArgumentException(path + " is too long: at most " + most + " items are allowed");
        }
    }

    /** Skips a value. */
    public void skip(FieldPath path) {
        tokens.skip(path);
    }

    /** Checks that nothing but white space follows. */
    public void end() {
        tokens.end();
    }

    @Override
    public void close() {
        tokens.close();
    }
}
