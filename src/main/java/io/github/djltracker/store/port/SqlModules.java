package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.store.session.Key;
import io.github.djltracker.store.session.ModelKey;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.wire.json.AttributesJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of a model. Thread-safe. */
record SqlModules(Access access, ModelKey model) implements Modules {
    @Override
    public Module log(String name, Map<String, ? extends @Nullable Object> attributes) {
        Limits.name("module name", name);
        Map<String, @Nullable Object> copy = Attributes.copyOf(attributes);
        String json = AttributesJson.write(copy);
        return access.database().write(session -> {
            Rows.lockOrder(session, model);
            long number = Rows.take(session, model.row(), 1);
            session.update(
                    "INSERT INTO module (model, number, name, attributes) VALUES (?, ?, ?, ?)",
                    model.row(),
                    number,
                    name,
                    json);
            return new Module(new Key(Key.MODULE, model.row(), number).toString(), name, copy);
        });
    }

    @Override
    public List<Module> list() {
        return access.read(session -> {
            Rows.requireModel(session, model);
            return session.list(
                    row -> new Module(
                            new Key(Key.MODULE, model.row(), row.getLong(1)).toString(),
                            row.getString(2),
                            AttributesJson.read(row.getString(3))),
                    "SELECT number, name, attributes FROM module WHERE model = ? ORDER BY number",
                    model.row());
        });
    }

    @Override
    public void remove(Module module) {
        requireNonNull(module, "module");
        Key key = Key.parse(Key.MODULE, module.id());
        access.database().write(session -> {
            Rows.lockOrder(session, model);
            if (key == null
                    || key.owner() != model.row()
                    || session.update("DELETE FROM module WHERE model = ? AND number = ?", model.row(), key.number())
                            == 0) {
                throw new NotFoundException("module " + module.id() + " is not among these modules");
            }
            return true;
        });
    }

    @Override
    public void clear() {
        access.database().write(session -> {
            Rows.lockOrder(session, model);
            return session.update("DELETE FROM module WHERE model = ?", model.row());
        });
    }
}
