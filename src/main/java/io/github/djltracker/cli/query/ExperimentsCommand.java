package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.view.Said;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code djl-tracker experiments}. */
@Command(
        name = "experiments",
        description = {
            "Lists the experiments.",
            "Shows the number of models and runs, and the time of the last entry.",
            "Archived experiments are left out."
        },
        footer = {"  djl-tracker experiments", "  djl-tracker experiments --store runs.db --json"})
public final class ExperimentsCommand extends QueryCommand {
    @Option(names = "--archived", description = "Include archived experiments.")
    private boolean archived;

    public ExperimentsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        List<Named> all = target.store().experiments().list().stream()
                .map(each -> new Named(each, each.annotations()))
                .toList();
        List<Named> experiments = archived ? all : Said.unarchived(all, Named::said);
        if (json) {
            writeList(experiments.stream()
                    .map(each -> Forms.EXPERIMENT.write(
                            new ExperimentForm(each.experiment.id(), each.experiment.name(), each.said)))
                    .toList());
            return ok();
        }
        List<Row> rows = experiments.stream().map(Row::of).toList();
        Columns<Row> columns = new Columns<Row>()
                .needed("experiment", row -> Said.star(row.named.said) + row.named.experiment.name())
                .elastic();
        Said.tagColumn(columns, 2, rows, row -> row.named.said);
        columns.needed("models", row -> Integer.toString(row.models))
                .needed("runs", row -> Integer.toString(row.runs.size()))
                .optional(1, "running", row -> Long.toString(row.running()))
                .optional(
                        0,
                        "last seen",
                        row -> Format.time(latest(row.runs), console.clock().getZone()));
        console.print(columns, rows);
        Said.leftOut(console, all.size() - experiments.size(), "experiment");
        return ok();
    }

    private record Named(Experiment experiment, Annotations said) {}

    private record Row(Named named, int models, List<Run> runs) {
        static Row of(Named named) {
            List<Model> models = named.experiment.models().list();
            List<Run> runs = new ArrayList<>();
            models.forEach(model -> runs.addAll(model.runs().list()));
            return new Row(named, models.size(), runs);
        }

        long running() {
            return runs.stream()
                    .filter(run -> run.status() == RunStatus.RUNNING)
                    .count();
        }
    }

    private static @Nullable Instant latest(List<Run> runs) {
        return runs.stream().map(Run::seen).max(Instant::compareTo).orElse(null);
    }
}
