package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.wire.form.Forms;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of a model or of an iteration, below its path. Thread-safe. */
final class HttpModules implements Modules {
    private final TrackerApi api;
    private final String[] owner;

    HttpModules(TrackerApi api, String... owner) {
        this.api = api;
        this.owner = owner;
    }

    @Override
    public Module log(String name, Map<String, ? extends @Nullable Object> attributes) {
        requireNonNull(attributes, "attributes");
        ModuleRecord module = new ModuleRecord(name, Collections.unmodifiableMap(attributes));
        return api.create(HttpCall.post("modules").under(owner), Forms.NEW_MODULE, module, Forms.MODULE);
    }

    @Override
    public List<Module> list() {
        return api.list(Forms.MODULE, HttpCall.get("modules").under(owner));
    }

    @Override
    public void remove(Module module) {
        requireNonNull(module, "module");
        api.delete(HttpCall.delete("modules", module.id()).under(owner));
    }

    @Override
    public void clear() {
        api.delete(HttpCall.delete("modules").under(owner));
    }
}
