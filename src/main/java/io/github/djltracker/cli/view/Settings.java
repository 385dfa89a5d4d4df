package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a run was trained: optimizer, loss, data and so on, as paths such as {@code optimizer.learningRateTracker.value}
 * and their values. A value that changed during the run is added again, with the step from which on it is valid. Not
 * thread-safe.
 */
public final class Settings {
    private static final String ROLE = "role";

    private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> now = new HashMap<>();

    private Settings() {}

    public static Map<String, @Nullable Object> of(RunRef ref) {
        Settings all = new Settings();
        ref.model().model().runs().settings(Set.of(ref.run().id())).forEach(all::add);
        return all.settings;
    }

    private void add(RunModule of) {
        Module module = of.module();
        ModuleRecord record = new ModuleRecord(module.name(), module.attributes());
        if (Checkpoint.isIn(record)) {
            return;
        }
        String key = TrainingSettings.key(record);
        if (!key.equals(module.name())) {
            set(key, module.name(), of.step());
        }
        Flat.of(module.attributes()).forEach((path, value) -> {
            if (!path.equals(ROLE)) {
                set(key + "." + path, value, of.step());
            }
        });
    }

    private void set(String path, @Nullable Object value, long step) {
        boolean isNew = !now.containsKey(path);
        if (isNew || !Objects.equals(now.get(path), value)) {
            now.put(path, value);
            settings.put(isNew ? path : path + ", from step " + step, value);
        }
    }
}
