package io.github.djltracker.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object as keys and texts, those of an inner object behind its key and a dot. */
final class Flat {
    private Flat() {}

    static Map<String, String> of(Map<?, ?> object) {
        Map<String, String> flat = new LinkedHashMap<>();
        add(flat, "", object);
        return flat;
    }

    private static void add(Map<String, String> flat, String prefix, Map<?, ?> object) {
        object.forEach((key, value) -> {
            @Nullable Object inner = value;
            if (inner instanceof Map<?, ?> map && !map.isEmpty()) {
                add(flat, prefix + key + ".", map);
            } else if (inner != null) {
                flat.put(prefix + key, inner.toString());
            }
        });
    }
}
