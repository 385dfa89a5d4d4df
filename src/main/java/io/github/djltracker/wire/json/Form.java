package io.github.djltracker.wire.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one type as JSON objects, and reads them. {@code Forms} has one for each type that goes over HTTP.
 * The same value gives the same bytes. Thread-safe.
 */
public final class Form<T> {
    /** Writes the fields of a value into an object that is already open. */
    public interface Writer<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    private static final String ITEMS = "items";
    private static final String NEXT = "next";

    private final Writer<T> writer;
    private final Function<Fields, T> reader;

    public Form(Writer<T> writer, Function<Fields, T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** One object in UTF-8, without white space. */
    public byte[] write(T value) {
        requireNonNull(value, "value");
        return bytes(out -> object(out, value));
    }

    /**
     * Reads one object in UTF-8. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException if it is not a JSON object, or a field is invalid; the message names the field
     */
    public T read(byte[] utf8) {
        return reader.apply(Fields.read(requireNonNull(utf8, "utf8")));
    }

    /** A page of a list, and the link to the next page. */
    public byte[] writeList(List<? extends T> items, @Nullable String next) {
        return bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart(ITEMS);
            for (T item : items) {
                object(out, item);
            }
            out.writeEndArray();
            text(out, NEXT, next);
            out.writeEndObject();
        });
    }

    /**
     * Reads what {@link #writeList} wrote.
     *
     * @throws IllegalArgumentException as for {@link #read}
     */
    public ListForm<T> readList(byte[] utf8) {
        Fields fields = Fields.read(requireNonNull(utf8, "utf8"));
        return new ListForm<>(fields.objects(ITEMS).stream().map(reader).toList(), fields.stringOrNull(NEXT));
    }

    public void object(JsonGenerator out, T value) throws IOException {
        out.writeStartObject();
        writer.write(out, value);
        out.writeEndObject();
    }

    public T read(Fields fields) {
        return reader.apply(fields);
    }

    /** Writes any JSON. */
    public interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    public static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JsonTokens.FACTORY.createGenerator(bytes)) {
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static void text(JsonGenerator out, String field, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value);
        }
    }

    public static void instant(JsonGenerator out, String field, @Nullable Instant value) throws IOException {
        integer(out, field, value == null ? null : value.toEpochMilli());
    }

    public static void integer(JsonGenerator out, String field, @Nullable Long value) throws IOException {
        if (value != null) {
            out.writeNumberField(field, value);
        }
    }

    /** Any double. NaN and infinities are written as strings. */
    public static void number(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    public static void integers(JsonGenerator out, String field, long[] values) throws IOException {
        out.writeFieldName(field);
        out.writeArray(values, 0, values.length);
    }

    public static void numbers(JsonGenerator out, String field, double[] values) throws IOException {
        out.writeArrayFieldStart(field);
        for (double value : values) {
            number(out, value);
        }
        out.writeEndArray();
    }
}
