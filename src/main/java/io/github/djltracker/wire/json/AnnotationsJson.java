package io.github.djltracker.wire.json;

import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of annotations: a JSON object with a list per field: the milliseconds since 1970, and the value. */
public final class AnnotationsJson {
    private AnnotationsJson() {}

    /** One line of JSON. */
    public static String write(Annotations annotations) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Annotation one : annotations.list()) {
            Instant time = one.time();
            fields.put(one.field(), Arrays.asList(time == null ? 0 : time.toEpochMilli(), one.value()));
        }
        return AttributesJson.write(fields);
    }

    /**
     * Reads what {@link #write} wrote; no annotations for null.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Annotations read(@Nullable String json) {
        if (json == null) {
            return Annotations.NONE;
        }
        List<Annotation> read = new ArrayList<>();
        AttributesJson.read(json).forEach((field, value) -> {
            if (!(value instanceof List<?> pair) || pair.size() != 2 || !(pair.get(0) instanceof Long time)) {
                throw new IllegalArgumentException(field + " is not a list of a time and a value");
            }
            read.add(new Annotation(field, (String) pair.get(1), Instant.ofEpochMilli(time)));
        });
        return Annotations.of(read);
    }
}
