package io.github.djltracker.domain.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module that has not been stored yet.
 *
 * @param attributes a JSON object, see {@link Attributes}
 */
public record ModuleRecord(String name, Map<String, @Nullable Object> attributes) {
    public ModuleRecord {
        Limits.name("module name", name);
        attributes = Attributes.copyOf(attributes);
    }
}
