package io.github.djltracker.wire.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON made of maps, lists, simple values, and values with a {@link Form}. Null values of an object are omitted. */
public final class JsonDocument {
    /** A value that is written in its form. */
    public record Formed<T>(Form<T> form, T value) {
        public Formed {
            requireNonNull(form, "form");
            requireNonNull(value, "value");
        }

        void write(JsonGenerator out) throws IOException {
            form.object(out, value);
        }
    }

    private JsonDocument() {}

    /**
     * One line of JSON in UTF-8, without white space. NaN and infinities are the strings of {@code http-api.md}.
     *
     * @param value a string, boolean, integer, double, {@link Formed}, list of these, or map from strings to them
     * @throws IllegalArgumentException if there is anything else in it
     */
    public static byte[] write(Object value) {
        requireNonNull(value, "value");
        return Form.bytes(out -> value(out, value));
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Formed<?> formed) {
            formed.write(out);
        } else if (value instanceof Double number) {
            Form.number(out, number);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    out.writeFieldName((String) entry.getKey());
                    value(out, entry.getValue());
                }
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                value(out, item);
            }
            out.writeEndArray();
        } else {
            AttributesJson.value(out, value);
        }
    }
}
