package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Module;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe by the monitor of the state.
 *
 * @param modules returns the modules of the owner, or throws if the owner was deleted
 */
record InMemoryModules(State state, Supplier<List<Module>> modules) implements Modules {
    @Override
    public Module log(String name, Map<String, ? extends @Nullable Object> attributes) {
        synchronized (state) {
            Module module = state.module(name, attributes);
            modules.get().add(module);
            return module;
        }
    }

    @Override
    public List<Module> list() {
        synchronized (state) {
            return List.copyOf(modules.get());
        }
    }

    @Override
    public void remove(Module module) {
        Objects.requireNonNull(module, "module");
        synchronized (state) {
            if (!modules.get().removeIf(m -> m.id().equals(module.id()))) {
                throw new NotFoundException("there is no module " + module.id() + " among these modules");
            }
        }
    }

    @Override
    public void clear() {
        synchronized (state) {
            modules.get().clear();
        }
    }
}
