package io.github.djltracker.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, one after the other. Exceptions say where the text is invalid. Not thread-safe. */
final class JsonTokens {
    /** Nothing in a line is nested deeper than attributes, which have a limit of their own. */
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
            // only positions in the text: the text itself may contain what must not be logged
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private final String whole;

    private JsonTokens(JsonParser parser, String whole) {
        this.parser = parser;
        this.whole = whole;
    }

    /** Begins to read, and goes to the first token. */
    static JsonTokens of(byte[] utf8, String whole) {
        try {
            JsonTokens tokens = new JsonTokens(FACTORY.createParser(utf8), whole);
            tokens.next(FieldPath.ROOT);
            return tokens;
        } catch (IOException e) {
            throw JsonRefusal.of(whole, FieldPath.ROOT, e);
        }
    }

    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    /** Skips a value. */
    void skip(FieldPath path) {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw JsonRefusal.of(whole, path, e);
        }
    }

    /** Checks that nothing but white space follows. */
    void end() {
        if (next(FieldPath.ROOT) != null) {
            throw new IllegalArgumentException(whole + " has extra characters after its object");
        }
    }

    long longValue(FieldPath path) {
        try {
            return parser.getLongValue();
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " is out of range: at most " + Limits.MAX_INTEGER, e);
        }
    }

    double doubleValue(FieldPath path) {
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw JsonRefusal.of(whole, path, e);
        }
    }

    /** An integer as {@link Long}, or as {@link Digits} if a long cannot represent it. */
    Object wholeNumber(FieldPath path) {
        try {
            long value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? 0 : parser.getLongValue();
            return value != 0 || text().equals("0") ? (Object) value : new Digits(text());
        } catch (IOException e) {
            throw JsonRefusal.of(whole, path, e);
        }
    }

    void expect(FieldPath path, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw unlike(path, what);
        }
    }

    IllegalArgumentException unlike(FieldPath path, String what) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return new IllegalArgumentException("the " + whole + " is empty");
        }
        String found = switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "null";
        };
        return new IllegalArgumentException(path.or(whole) + " must be " + what + ", not " + found);
    }

    @Nullable
    JsonToken next(FieldPath path) {
        try {
            JsonToken token = parser.nextToken();
            if (token == null && !parser.getParsingContext().inRoot()) {
                throw JsonRefusal.endless(whole, path, null);
            }
            return token;
        } catch (IOException e) {
            throw JsonRefusal.of(whole, path, e);
        }
    }

    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw JsonRefusal.of(whole, FieldPath.ROOT, e);
        }
    }

    void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw JsonRefusal.of(whole, FieldPath.ROOT, e);
        }
    }
}
