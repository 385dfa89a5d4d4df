package io.github.djltracker.server;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.NotFoundException;
import io.github.djltracker.domain.Page;
import io.github.djltracker.domain.Run;
import io.github.djltracker.wire.Forms;
import io.github.djltracker.wire.RunForm;
import java.util.UUID;

/** {@code /models/{model}/runs} and {@code /runs}. Thread-safe. */
final class RunRoutes implements RouteTable.Routes {
    static final String ONE = RouteTable.BASE + "/runs/{run}";

    private static final String ALL = RouteTable.BASE + "/models/{model}/runs";

    private final Things things;

    RunRoutes(Things things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, Slices.LIMIT, Slices.AFTER);
        table.get(ONE, this::read);
        table.delete(ONE, this::delete);
    }

    private void list(Call call) {
        Model model = things.model(call);
        Page<Run> page = Slices.page(model.runs().list(), run -> run.id().toString(), call.query());
        call.list(
                Forms.RUN,
                page.items().stream().map(run -> new RunForm(model.id(), run)).toList(),
                page.after());
    }

    private void read(Call call) {
        UUID id = call.id("run");
        Model model = things.modelOfRun(id);
        Run run = model.runs().read(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        call.answer(Forms.RUN, new RunForm(model.id(), run));
    }

    private void delete(Call call) {
        UUID id = call.id("run");
        things.modelOfRun(id).runs().delete(id);
        call.noContent();
    }
}
