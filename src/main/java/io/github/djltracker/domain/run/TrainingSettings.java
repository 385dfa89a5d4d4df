package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.ModuleRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run is trained, as names and values for trackers that have no modules: {@code optimizer} is {@code Adam}, {@code
 * optimizer.beta1} is {@code 0.9}.
 */
public final class TrainingSettings {
    private static final String ROLE = "role";
    /** The one role that several modules of a run have. */
    private static final String EVALUATOR = "evaluator";

    private TrainingSettings() {}

    /** Of a module of an iteration: its name under its role, and its attributes; none of a {@link Checkpoint}. */
    public static Map<String, Object> of(ModuleRecord module) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (Checkpoint.isIn(module)) {
            return settings;
        }
        String key = key(module);
        if (!module.name().equals(key)) {
            settings.put(key, module.name());
        }
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(module.attributes());
        attributes.remove(ROLE);
        add(settings, key + ".", attributes);
        return settings;
    }

    /** What the names of a module's settings begin with: its role, of evaluators with their names, or its name without one. */
    public static String key(ModuleRecord module) {
        Object role = module.attributes().get(ROLE);
        if (role == null) {
            return module.name();
        }
        return EVALUATOR.equals(role) ? role + "." + module.name() : role.toString();
    }

    /** Of any JSON object: what is in an inner one is named by its key, a dot and its own key. Nulls are left out. */
    public static Map<String, Object> flat(Map<?, ?> object) {
        Map<String, Object> flat = new LinkedHashMap<>();
        add(flat, "", object);
        return flat;
    }

    private static void add(Map<String, Object> flat, String prefix, Map<?, ?> object) {
        object.forEach((key, value) -> {
            @Nullable Object inner = value;
            if (inner instanceof Map<?, ?> map && !map.isEmpty()) {
                add(flat, prefix + key + ".", map);
            } else if (inner != null) {
                flat.put(prefix + key, inner);
            }
        });
    }
}
