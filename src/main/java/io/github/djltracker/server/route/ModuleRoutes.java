package io.github.djltracker.server.route;

import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import java.util.Map;
import java.util.function.Function;

/** The modules of a model, and those of an iteration. Thread-safe. */
public final class ModuleRoutes implements RouteTable.Routes {
    private static final String OF_MODEL = RouteTable.BASE + "/models/{model}/modules";
    private static final String OF_ITERATION = RouteTable.BASE + "/models/{model}/iterations/{iteration}/modules";
    private static final String ONE = "/{module}";

    /** Attributes may be too large to be stored with a key. */
    private static final Creation.Receipt<ModuleRecord, Module> RECEIPT = new Creation.Receipt<>(
            made -> new Module(made.id(), made.name(), Map.of()),
            (wanted, made) -> new Module(made.id(), made.name(), wanted.attributes()));

    private final Lookup things;
    private final Creation creation;

    public ModuleRoutes(Lookup things, Creation creation) {
        this.things = things;
        this.creation = creation;
    }

    @Override
    public void addTo(RouteTable table) {
        add(table, OF_MODEL, call -> things.model(call).modules());
        add(table, OF_ITERATION, call -> things.iteration(call).modules());
    }

    private void add(RouteTable table, String path, Function<Call, Modules> modules) {
        table.get(path, call -> list(call, modules.apply(call)), ListPages.LIMIT, ListPages.AFTER);
        table.post(path, call -> create(call, modules.apply(call)));
        table.delete(path, call -> {
            modules.apply(call).clear();
            call.noContent();
        });
        table.delete(path + ONE, call -> {
            // only the id identifies a module
            modules.apply(call).remove(new Module(call.text("module"), "module", Map.of()));
            call.noContent();
        });
    }

    private static void list(Call call, Modules modules) {
        Page<Module> page = ListPages.page(modules.list(), Module::id, call.query());
        call.list(Forms.MODULE, page.items(), page.after());
    }

    private void create(Call call, Modules modules) {
        creation.create(
                call,
                Forms.NEW_MODULE,
                Forms.MODULE,
                wanted -> modules.log(wanted.name(), wanted.attributes()),
                RECEIPT);
    }
}
