package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code djl-tracker experiments}. */
@Command(
        name = "experiments",
        description = {
            "Lists the experiments.",
            "With each the number of its models and runs, and when a run was last heard of."
        },
        footer = {"  djl-tracker experiments", "  djl-tracker experiments --store runs.db --json"})
public final class ExperimentsCommand extends QueryCommand {
    public ExperimentsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        List<Experiment> experiments = target.store().experiments().list();
        if (json) {
            writeList(experiments.stream()
                    .map(each -> Forms.EXPERIMENT.write(new ExperimentForm(each.id(), each.name())))
                    .toList());
            return ok();
        }
        Columns<Row> columns = new Columns<Row>(1)
                .needed("experiment", row -> row.experiment.name())
                .elastic()
                .needed("models", row -> Integer.toString(row.models))
                .needed("runs", row -> Integer.toString(row.runs.size()))
                .optional(1, "running", row -> Long.toString(row.running()))
                .optional(
                        0,
                        "last seen",
                        row -> Format.time(latest(row.runs), console.clock().getZone()));
        console.print(columns, experiments.stream().map(Row::of).toList());
        return ok();
    }

    private record Row(Experiment experiment, int models, List<Run> runs) {
        static Row of(Experiment experiment) {
            List<Model> models = experiment.models().list();
            List<Run> runs = new ArrayList<>();
            models.forEach(model -> runs.addAll(model.runs().list()));
            return new Row(experiment, models.size(), runs);
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
