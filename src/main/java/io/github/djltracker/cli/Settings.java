package io.github.djltracker.cli;

import io.github.djltracker.domain.IterationModule;
import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunLogs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a run was trained as it began: optimizer, loss, data and so on, by their roles. */
final class Settings {
    /** Entries of the log in which they are looked for: those of the first seconds. */
    private static final int ENTRIES = 50;

    private static final String ROLE = "role";

    private Settings() {}

    /** Paths such as {@code optimizer.learningRateTracker.value}, and their values; what has no role goes by its name. */
    static Map<String, @Nullable Object> of(RunLogs logs, UUID run) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        for (RunEntry entry : logs.entries(run, 1, ENTRIES)) {
            if (entry instanceof RunBatch batch) {
                batch.modules().forEach(module -> add(settings, module));
            }
        }
        return Flat.of(settings);
    }

    private static void add(Map<String, @Nullable Object> settings, IterationModule module) {
        Map<String, @Nullable Object> attributes =
                new LinkedHashMap<>(module.module().attributes());
        String name = module.module().name();
        Object role = attributes.remove(ROLE);
        String key = role == null ? name : String.valueOf(role);
        if (key.equals(name)) {
            settings.putIfAbsent(key, attributes);
        } else {
            settings.putIfAbsent(key, name);
            String inner = settings.get(key) instanceof String first && first.equals(name) ? key : key + "." + name;
            attributes.forEach((attribute, value) -> settings.putIfAbsent(inner + "." + attribute, value));
            if (!inner.equals(key) && attributes.isEmpty()) {
                settings.putIfAbsent(inner, "");
            }
        }
    }
}
