package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.ModuleRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run as names and values, for trackers that have no modules: {@code optimizer} is {@code Adam},
 * {@code optimizer.beta1} is {@code 0.9}.
 */
public final class TrainingSettings {
    private static final String ROLE = "role";
    /** The only role that several modules of a run can have. */
    private static final String EVALUATOR = "evaluator";

    private TrainingSettings() {}

    /**
     * The settings in a module of an iteration: its name as the value of its role, and its attributes; empty for a
     * {@link Checkpoint}.
     */
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

    /**
     * The prefix of the names of a module's settings: its role, followed by the name for evaluators, or the module's
     * name if it has no role.
     */
    public static String key(ModuleRecord module) {
        Object role = module.attributes().get(ROLE);
        if (role == null) {
            return module.name();
        }
        return EVALUATOR.equals(role) ? role + "." + module.name() : role.toString();
    }

    /**
     * Flattens a JSON object: a value in a nested object is named by its path, separated by dots. Nulls are left out.
     */
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
