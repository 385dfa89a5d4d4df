package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.value.Module;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a run was trained: optimizer, loss, data and so on, as paths such as {@code optimizer.learningRateTracker.value} and
 * their values. What changed on the way is there once more, with the step from which on it was so. Not thread-safe.
 */
public final class Settings {
    private static final String ROLE = "role";

    private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> now = new HashMap<>();
    /** By role and name; several evaluators have one role. */
    private final Map<String, String> keys = new HashMap<>();

    private long first = -1;

    private Settings() {}

    public static Map<String, @Nullable Object> of(RunRef ref) {
        Settings all = new Settings();
        ref.model().model().runs().settings(Set.of(ref.run().id())).forEach(all::add);
        return all.settings;
    }

    private void add(RunModule of) {
        first = first < 0 ? of.step() : first;
        Module module = of.module();
        Object role = module.attributes().get(ROLE);
        String name = module.name();
        String key = key(role == null ? name : String.valueOf(role), name, of.step());
        if (!key.equals(name)) {
            set(key, name, of.step());
        }
        Flat.of(module.attributes()).forEach((path, value) -> {
            if (!path.equals(ROLE)) {
                set(key + "." + path, value, of.step());
            }
        });
    }

    /** The role; of further modules that came with the first of a role, their name too. */
    private String key(String role, String name, long step) {
        String known = keys.get(role + "\n" + name);
        if (known == null) {
            known = keys.containsValue(role) && step == first ? role + "." + name : role;
            keys.put(role + "\n" + name, known);
        }
        return known;
    }

    private void set(String path, @Nullable Object value, long step) {
        boolean isNew = !now.containsKey(path);
        if (isNew || !Objects.equals(now.get(path), value)) {
            now.put(path, value);
            settings.put(isNew ? path : path + ", from step " + step, value);
        }
    }
}
