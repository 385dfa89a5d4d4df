package io.github.djltracker.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.djltracker.domain.Attributes;
import io.github.djltracker.domain.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token. What does not fit is an {@link IllegalArgumentException} that names the field. Not
 * thread-safe.
 */
final class Json implements AutoCloseable {
    /** Nothing that a line may hold is deeper than attributes, and those have a limit of their own. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Attributes.MAX_DEPTH + 8)
                    .maxStringLength(Attributes.MAX_SIZE)
                    .maxNameLength(Attributes.MAX_SIZE)
                    .maxNumberLength(400)
                    .build())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // positions in the text only: the text itself may hold what no log should
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Reads the value of one field; the parser stands on its first token. */
    interface FieldReader {
        void read(String path, String field);
    }

    /** Reads one item of a list; the parser stands on its first token. */
    interface ItemReader {
        void read(String path);
    }

    private final JsonParser parser;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    static Json parse(byte[] utf8) {
        try {
            Json json = new Json(FACTORY.createParser(utf8));
            json.next("line");
            return json;
        } catch (IOException e) {
            throw bad("line", e);
        }
    }

    /** Reads all fields of an object; those that the reader does not touch are skipped. */
    void object(String path, FieldReader reader) {
        expect(path, JsonToken.START_OBJECT, "an object");
        while (next(path) != JsonToken.END_OBJECT) {
            String field = text();
            String inner = path.isEmpty() ? field : path + "." + field;
            next(inner);
            reader.read(inner, field);
        }
    }

    /** Passes over a value that nobody asked for. */
    void skip(String path) {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw bad(path, e);
        }
    }

    void list(String path, int most, ItemReader reader) {
        expect(path, JsonToken.START_ARRAY, "a list");
        for (int i = 0; next(path) != JsonToken.END_ARRAY; i++) {
            atMost(path, i, most);
            reader.read(path + "[" + i + "]");
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    String string(String path) {
        expect(path, JsonToken.VALUE_STRING, "a string");
        return text();
    }

    @Nullable
    String stringOrNull(String path) {
        return isNull() ? null : string(path);
    }

    UUID uuid(String path) {
        String value = string(path);
        try {
            UUID uuid = UUID.fromString(value);
            if (value.length() == 36) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // said below, with the field
        }
        throw new IllegalArgumentException(path + " is no UUID of 36 characters");
    }

    long integer(String path) {
        expect(path, JsonToken.VALUE_NUMBER_INT, "an integer");
        try {
            return parser.getLongValue();
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " is out of range: at most " + Limits.MAX_INTEGER, e);
        }
    }

    long[] integers(String path) {
        expect(path, JsonToken.START_ARRAY, "a list");
        long[] values = new long[64];
        int count = 0;
        while (next(path) != JsonToken.END_ARRAY) {
            atMost(path, count, Limits.MAX_POINTS);
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = integer(path);
        }
        return Arrays.copyOf(values, count);
    }

    double[] numbers(String path) {
        expect(path, JsonToken.START_ARRAY, "a list");
        double[] values = new double[64];
        int count = 0;
        while (next(path) != JsonToken.END_ARRAY) {
            atMost(path, count, Limits.MAX_POINTS);
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = number(path);
        }
        return Arrays.copyOf(values, count);
    }

    private double number(String path) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return switch (text()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw unlike(path, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
            };
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw unlike(path, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        }
        return finite(path, token);
    }

    private double finite(String path, JsonToken token) {
        double value;
        try {
            value = parser.getDoubleValue();
        } catch (IOException e) {
            throw bad(path, e);
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(path + " has a number that no double can hold; infinity is a string");
        }
        // an integer has no sign of zero, but "-0" in JSON does
        return value == 0 && token == JsonToken.VALUE_NUMBER_INT && text().startsWith("-") ? -0.0 : value;
    }

    /** An object as {@link Attributes} allows it. */
    Map<String, @Nullable Object> attributes(String path) {
        expect(path, JsonToken.START_OBJECT, "an object");
        try {
            return Attributes.copyOf(map(path));
        } catch (IllegalArgumentException e) {
            throw in(path, e);
        }
    }

    private Map<String, @Nullable Object> map(String path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object(path, (inner, field) -> map.put(field, value(inner)));
        return map;
    }

    private @Nullable Object value(String path) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> integer(path);
            case VALUE_NUMBER_FLOAT -> finite(path, token);
            case START_OBJECT -> map(path);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                list(path, Attributes.MAX_SIZE, inner -> items.add(value(inner)));
                yield items;
            }
            default -> throw unlike(path, "a JSON value");
        };
    }

    /** Nothing but white space may follow. */
    void end() {
        if (next("line") != null) {
            throw new IllegalArgumentException("line goes on after its object");
        }
    }

    /** The same refusal with the field in front, where the message does not name it yet. */
    static IllegalArgumentException in(String path, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(path) ? e : new IllegalArgumentException(path + ": " + message, e);
    }

    private static void atMost(String path, int count, int most) {
        if (count >= most) {
            throw new IllegalArgumentException(path + " is too long: at most " + most + " items are allowed");
        }
    }

    private void expect(String path, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw unlike(path, what);
        }
    }

    private IllegalArgumentException unlike(String path, String what) {
        JsonToken token = parser.currentToken();
        return new IllegalArgumentException((path.isEmpty() ? "line" : path) + " must be " + what + ", not "
                + (token == null ? "nothing" : token.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private @Nullable JsonToken next(String path) {
        try {
            JsonToken token = parser.nextToken();
            if (token == null && !parser.getParsingContext().inRoot()) {
                throw new IllegalArgumentException(path + ": the line ends in the middle");
            }
            return token;
        } catch (IOException e) {
            throw bad(path, e);
        }
    }

    private String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw bad("line", e);
        }
    }

    private static IllegalArgumentException bad(String path, IOException e) {
        String where = path.isEmpty() ? "line" : path;
        if (e instanceof JsonEOFException) {
            return new IllegalArgumentException(where + ": the line ends in the middle", e);
        }
        // without its location, which is a line of noise
        String message = e instanceof JsonProcessingException known ? known.getOriginalMessage() : e.getMessage();
        return new IllegalArgumentException(
                where
                        + (e instanceof StreamConstraintsException ? " is too large or too deep: " : " is no JSON: ")
                        + message,
                e);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw bad("line", e);
        }
    }
}
