package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.view.ExperimentSummary;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.JsonDocument.Formed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker summary}. */
@Command(
        name = "summary",
        description = {"Shows an experiment on one screen.", "Its models, its latest runs, and the loss as a curve."},
        footer = {"  djl-tracker summary", "  djl-tracker summary digits", "  djl-tracker summary digits --json"})
public final class SummaryCommand extends QueryCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            description = "The experiment. May be omitted if there is only one.")
    private @Nullable String experiment;

    public SummaryCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Finder all = new Finder(target.store(), target.name(), null);
        Experiment found = experiment == null ? all.onlyExperiment() : all.experiment(experiment);
        if (json) {
            writeJson(document(found, new Finder(target.store(), target.name(), found.name())));
        } else {
            console.out().print(ExperimentSummary.of(found.models()).render(console.screen()));
        }
        return ok();
    }

    private static Map<String, @Nullable Object> document(Experiment experiment, Finder finder) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "experiment", new Formed<>(Forms.EXPERIMENT, new ExperimentForm(experiment.id(), experiment.name())));
        List<Object> models = new ArrayList<>();
        List<Object> series = new ArrayList<>();
        for (ModelRef ref : finder.models()) {
            models.add(new Formed<>(Forms.MODEL, ref.form()));
            ref.model().metrics().series().forEach(one -> series.add(new Formed<>(Forms.SERIES, one)));
        }
        document.put("models", models);
        document.put(
                "runs",
                finder.runs().stream()
                        .map(ref -> new Formed<>(RunForms.RUN, ref.form()))
                        .toList());
        document.put("series", series);
        return document;
    }
}
