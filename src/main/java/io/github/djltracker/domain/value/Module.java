package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored module: a part of a model, or of the process that trained it at one iteration.
 *
 * @param id unique within its tracker
 * @param attributes a JSON object, see {@link Attributes}
 */
@SuppressWarnings("JavaLangClash") // the term of the data model; never used together with java.lang.Module
public record Module(String id, String name, Map<String, @Nullable Object> attributes) {
    public Module {
        requireNonNull(id, "id");
        Limits.name("module name", name);
        attributes = Attributes.copyOf(attributes);
    }
}
