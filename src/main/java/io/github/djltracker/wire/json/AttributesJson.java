package io.github.djltracker.wire.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Attributes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of attributes: one object, no white space, keys in the order of the map. */
public final class AttributesJson {
    private AttributesJson() {}

    /** One line of JSON. The attributes must have passed {@link Attributes#copyOf}. */
    public static String write(Map<String, ? extends @Nullable Object> attributes) {
        requireNonNull(attributes, "attributes");
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonTokens.FACTORY.createGenerator(text)) {
            value(out, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads attributes, whether or not {@link #write} wrote them.
     *
     * @throws IllegalArgumentException if it is not a JSON object, or not one that {@link Attributes} allows
     */
    public static Map<String, @Nullable Object> read(String json) {
        requireNonNull(json, "json");
        try (Json in = Json.parse(json.getBytes(StandardCharsets.UTF_8), "line")) {
            Map<String, @Nullable Object> attributes = in.attributes(FieldPath.of("attributes"));
            in.end();
            return attributes;
        }
    }

    public static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                value(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                value(out, item);
            }
            out.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "attribute value " + value + " is a " + value.getClass().getName()
                            + ": use Attributes.copyOf, which converts it to JSON values or rejects it");
        }
    }
}
