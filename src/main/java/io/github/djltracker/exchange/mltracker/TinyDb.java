package io.github.djltracker.exchange.mltracker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.exchange.file.PackedFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A TinyDB file: tables by name, with documents by number. NaN and infinities are words, as Python writes them, which
 * is not JSON. Everything that is not ASCII is escaped, since TinyDB opens a file in the encoding of its locale.
 */
final class TinyDb {
    /** Maximum size of a file, compressed and uncompressed, because all of it is kept in memory. */
    static final long MAX_BYTES = 1L << 30;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Attributes.MAX_DEPTH + 8)
                    .maxStringLength(100_000_000)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .build();

    private TinyDb() {}

    static JsonGenerator write(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /**
     * Reads all tables, with their documents in the order of their numbers.
     *
     * @throws IllegalArgumentException if it is not such a file; the message says where
     */
    static Map<String, List<Map<String, @Nullable Object>>> read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException(
                    file + " has " + size + " bytes: at most " + MAX_BYTES + " of an MLTracker file are read");
        }
        try (InputStream bytes = PackedFile.open(file);
                JsonParser in = FACTORY.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(file + " is not a TinyDB file: it does not begin with an object");
            }
            Map<String, List<Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String table = in.currentName();
                in.nextToken();
                tables.put(table, documents(file, table, value(in)));
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException(
                        file + " is not a TinyDB file: it has extra characters after its object");
            }
            return tables;
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    file + ": the gzip data is incomplete (" + e.getMessage() + "); nothing was imported", e);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalArgumentException(
                    file + " is not a TinyDB file: " + e.getOriginalMessage() + " at byte "
                            + e.getLocation().getByteOffset(),
                    e);
        }
    }

    private static List<Map<String, @Nullable Object>> documents(Path file, String table, @Nullable Object value) {
        TreeMap<Long, Map<String, @Nullable Object>> ordered = new TreeMap<>();
        if (!(value instanceof Map<?, ?> documents)) {
            throw new IllegalArgumentException(file + ": table " + table + " is not an object");
        }
        documents.forEach((number, document) -> {
            if (!String.valueOf(number).matches("\\d{1,18}") || !(document instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException(file + ": table " + table + " has an invalid document: " + number);
            }
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.forEach((key, field) -> map.put(String.valueOf(key), field));
            ordered.put(Long.parseLong(String.valueOf(number)), map);
        });
        return new ArrayList<>(ordered.values());
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String key = in.currentName();
                    in.nextToken();
                    map.put(key, value(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) in.getDoubleValue()
                        : (Object) in.getLongValue();
            default -> in.getDoubleValue();
        };
    }
}
