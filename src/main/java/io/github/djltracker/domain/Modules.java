package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Module;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of a model or of an iteration. Thread-safe. */
public interface Modules {
    /** Adds a module without attributes. Several modules may have the same name. */
    default Module log(String name) {
        return log(name, Map.of());
    }

    /**
     * Adds a module. Several modules may have the same name.
     *
     * @throws IllegalArgumentException if the attributes are not a JSON object, see {@link Attributes}
     */
    Module log(String name, Map<String, ? extends @Nullable Object> attributes);

    /** All modules, in the order in which they were recorded. */
    List<Module> list();

    /**
     * Removes a module.
     *
     * @throws NotFoundException if it is not one of these modules
     */
    void remove(Module module);

    /** Removes all modules. */
    void clear();
}
