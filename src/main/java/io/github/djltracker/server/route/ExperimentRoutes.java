package io.github.djltracker.server.route;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.util.List;
import java.util.UUID;

/** {@code /experiments}. Thread-safe. */
public final class ExperimentRoutes implements RouteTable.Routes {
    private static final String ALL = RouteTable.BASE + "/experiments";
    private static final String ONE = ALL + "/{experiment}";

    private final Lookup things;
    private final Creation creation;

    public ExperimentRoutes(Lookup things, Creation creation) {
        this.things = things;
        this.creation = creation;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, "name", ListPages.LIMIT, ListPages.AFTER);
        table.post(ALL, this::create);
        table.get(ONE, this::read);
        table.patch(ONE, this::rename);
        table.delete(ONE, this::delete);
        table.post(ONE + "/annotations", this::annotate);
    }

    private void list(Call call) {
        String name = call.query().text("name");
        var experiments = things.store().experiments();
        List<Experiment> found = name == null
                ? experiments.list()
                : experiments.read(name).stream().toList();
        // a name identifies an experiment, and is known without asking the store for each id of a long list
        Page<Experiment> page = ListPages.page(found, Experiment::name, call.query());
        call.list(Forms.EXPERIMENT, page.items().stream().map(Lookup::form).toList(), page.after());
    }

    private void create(Call call) {
        creation.create(
                call,
                Forms.EXPERIMENT_NAME,
                Forms.EXPERIMENT,
                name -> Lookup.form(things.store().experiments().create(name)));
    }

    private void read(Call call) {
        Experiment experiment = things.experiment(call);
        // not experiment.id(), which would create an experiment of this name if it was deleted meanwhile
        call.answer(
                Forms.EXPERIMENT,
                new ExperimentForm(call.id("experiment"), experiment.name(), experiment.annotations()));
    }

    private void rename(Call call) {
        UUID id = call.id("experiment");
        String name = Forms.EXPERIMENT_NAME.read(call.json());
        Experiment renamed = things.store().experiments().update(id, name);
        call.answer(Forms.EXPERIMENT, new ExperimentForm(id, renamed.name(), renamed.annotations()));
    }

    private void annotate(Call call) {
        Experiment experiment = things.experiment(call);
        call.answer(
                Forms.ANNOTATIONS,
                experiment.annotate(Forms.ANNOTATIONS.read(call.json())).list());
    }

    private void delete(Call call) {
        things.store().experiments().delete(call.id("experiment"));
        call.noContent();
    }
}
