package io.github.djltracker.server.route;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.run.ModelSummaryForm;
import io.github.djltracker.wire.form.run.RunForms;

/**
 * {@code /summaries} and {@code /experiments/{experiment}/summaries}: lists with summaries of their items. Thread-safe.
 */
public final class SummaryRoutes implements RouteTable.Routes {
    private final Lookup things;

    public SummaryRoutes(Lookup things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(RouteTable.BASE + "/summaries", this::experiments, ListPages.LIMIT, ListPages.AFTER);
        table.get(
                RouteTable.BASE + "/experiments/{experiment}/summaries",
                this::models,
                ListPages.LIMIT,
                ListPages.AFTER);
    }

    private void experiments(Call call) {
        Page<Experiments.Summary> page = things.store().experiments().summaries(query(call));
        call.list(Forms.EXPERIMENT_SUMMARY, page.items(), page.after());
    }

    private void models(Call call) {
        Experiment experiment = things.experiment(call);
        // not from each model, which would query the store
        ExperimentForm owner = new ExperimentForm(call.id("experiment"), experiment.name());
        Page<Models.Summary> page = experiment.models().summaries(query(call));
        call.list(
                RunForms.MODEL_SUMMARY,
                page.items().stream().map(summary -> form(owner, summary)).toList(),
                page.after());
    }

    private static ModelSummaryForm form(ExperimentForm owner, Models.Summary summary) {
        return new ModelSummaryForm(
                new ModelForm(
                        summary.model().id(),
                        owner,
                        summary.model().hash(),
                        summary.name(),
                        summary.description(),
                        summary.step(),
                        summary.annotations()),
                summary.runs(),
                summary.active(),
                summary.series());
    }

    private static PageQuery query(Call call) {
        return new PageQuery(call.query().text(ListPages.AFTER), ListPages.limit(call.query()));
    }
}
