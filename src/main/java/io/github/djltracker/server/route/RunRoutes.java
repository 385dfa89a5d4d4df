package io.github.djltracker.server.route;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.Query;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.CheckpointForm;
import io.github.djltracker.wire.form.run.RunForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code /models/{model}/runs} and {@code /runs}. Thread-safe. */
public final class RunRoutes implements RouteTable.Routes {
    public static final String ONE = RouteTable.BASE + "/runs/{run}";

    private static final String MODEL = RouteTable.BASE + "/models/{model}";
    private static final String ALL = MODEL + "/runs";

    private final Lookup things;

    public RunRoutes(Lookup things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, ListPages.LIMIT, ListPages.AFTER);
        table.get(MODEL + "/settings", this::settings, "run" + Query.SEVERAL, ListPages.LIMIT, ListPages.AFTER);
        table.get(MODEL + "/epochs", this::epochs, "run" + Query.SEVERAL, ListPages.LIMIT, ListPages.AFTER);
        table.get(MODEL + "/checkpoints", this::checkpoints, "run" + Query.SEVERAL, ListPages.LIMIT, ListPages.AFTER);
        table.get(ONE, this::read);
        table.delete(ONE, this::delete);
        table.post(ONE + "/annotations", this::annotate);
    }

    private void list(Call call) {
        Model model = things.model(call);
        Page<Run> page = ListPages.page(model.runs().list(), run -> run.id().toString(), call.query());
        call.list(
                RunForms.RUN,
                page.items().stream().map(run -> new RunForm(model.id(), run)).toList(),
                page.after());
    }

    private void settings(Call call) {
        List<RunModule> all = things.model(call).runs().settings(runs(call));
        Page<RunModule> page = ListPages.page(all, setting -> setting.module().id(), call.query());
        call.list(RunForms.RUN_MODULE, page.items(), page.after());
    }

    private void epochs(Call call) {
        List<RunEpoch> all = things.model(call).runs().epochs(runs(call));
        Page<RunEpoch> page = ListPages.page(all, epoch -> epoch.run() + " " + epoch.epoch(), call.query());
        call.list(RunForms.RUN_EPOCH, page.items(), page.after());
    }

    /** As recorded: a server does not check whether files exist, because any client may have sent it any path. */
    private void checkpoints(Call call) {
        List<Checkpoint> all = things.model(call).checkpoints(runs(call));
        Page<Checkpoint> page =
                ListPages.page(all, one -> one.run() + " " + one.step() + " " + one.file(), call.query());
        call.list(
                RunForms.CHECKPOINT,
                page.items().stream().map(one -> new CheckpointForm(one, null)).toList(),
                page.after());
    }

    private static Set<UUID> runs(Call call) {
        return Set.copyOf(call.query().uuids("run"));
    }

    private void read(Call call) {
        UUID id = call.id("run");
        Model model = things.modelOfRun(id);
        Run run = model.runs().read(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        call.answer(RunForms.RUN, new RunForm(model.id(), run));
    }

    private void annotate(Call call) {
        UUID id = call.id("run");
        things.store().logs().annotate(id, Forms.ANNOTATIONS.read(call.json()));
        Run run =
                things.modelOfRun(id).runs().read(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        call.answer(Forms.ANNOTATIONS, run.annotations().list());
    }

    private void delete(Call call) {
        UUID id = call.id("run");
        things.modelOfRun(id).runs().delete(id);
        call.noContent();
    }
}
