package io.github.djltracker.server.route;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.IterationForm;

/** {@code /models/{model}/iterations}. Thread-safe. */
public final class IterationRoutes implements RouteTable.Routes {
    private static final String ALL = RouteTable.BASE + "/models/{model}/iterations";
    private static final String ONE = ALL + "/{iteration}";

    private final Lookup things;
    private final Creation creation;

    public IterationRoutes(Lookup things, Creation creation) {
        this.things = things;
        this.creation = creation;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, "step", ListPages.LIMIT, ListPages.AFTER);
        table.post(ALL, this::create);
        table.delete(ALL, this::clear);
        table.delete(ONE, this::remove);
    }

    private void list(Call call) {
        IterationQuery query = new IterationQuery(
                call.query().integerOrNull("step"), call.query().text(ListPages.AFTER), ListPages.limit(call.query()));
        Page<Iteration> page = things.model(call).iterations().page(query);
        call.list(
                Forms.ITERATION,
                page.items().stream().map(IterationRoutes::form).toList(),
                page.after());
    }

    private void create(Call call) {
        Iterations iterations = things.model(call).iterations();
        creation.create(call, Forms.NEW_ITERATION, Forms.ITERATION, step -> form(iterations.create(step)));
    }

    private void clear(Call call) {
        things.model(call).iterations().clear();
        call.noContent();
    }

    private void remove(Call call) {
        Iteration iteration = things.iteration(call);
        things.model(call).iterations().remove(iteration);
        call.noContent();
    }

    private static IterationForm form(Iteration iteration) {
        return new IterationForm(iteration.id(), iteration.step(), iteration.epoch(), iteration.time());
    }
}
