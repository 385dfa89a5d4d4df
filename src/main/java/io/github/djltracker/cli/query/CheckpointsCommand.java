package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.Subject;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.view.CheckpointTable;
import io.github.djltracker.cli.view.NamedMetric;
import io.github.djltracker.domain.Checkpoints;
import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.wire.form.run.CheckpointForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code djl-tracker checkpoints}. */
@Command(
        name = "checkpoints",
        description = {
            "Lists the checkpoints of a run, or of all runs of a model.",
            "Shows the step, the file, its size and SHA-256, the metrics at that step, and whether the file exists. Only the machine"
                    + " that saved it can tell, so run the command there."
        },
        footer = {
            "  djl-tracker checkpoints 1f3a9c",
            "  djl-tracker checkpoints 1f3a9c --best Accuracy@validate",
            "  djl-tracker checkpoints LeNet --there --best loss@validate --json"
        })
public final class CheckpointsCommand extends QueryCommand {
    @Mixin
    private final Subject subject = new Subject();

    @Option(
            names = "--best",
            paramLabel = "METRIC[@PHASE]",
            description = "Only the checkpoint at which this metric was best; the first if there are several.")
    private @Nullable String best;

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description =
                    "Which value is the best: ${COMPLETION-CANDIDATES}. Default: MINIMIZE for losses, errors and durations,"
                            + " MAXIMIZE for others.")
    private @Nullable Goal goal;

    @Option(names = "--there", description = "Only checkpoints whose files exist.")
    private boolean there;

    public CheckpointsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Selection found = subject.find(target);
        Run run = found.run();
        List<Checkpoint> all = found.model().model().checkpoints(run == null ? Set.of() : Set.of(run.id()));
        List<CheckpointForm> forms = all.stream()
                .map(one -> new CheckpointForm(one, one.presence()))
                .filter(one -> !there || one.presence() == Checkpoint.Presence.THERE)
                .toList();
        NamedMetric metric = best == null ? null : NamedMetric.among(all, best, found.describe());
        List<CheckpointForm> shown = metric == null ? forms : List.of(best(forms, metric, found));
        if (json) {
            writeList(shown.stream().map(RunForms.CHECKPOINT::write).toList());
        } else if (shown.isEmpty()) {
            console.out().print(found.describe() + " has no checkpoint" + (there ? " whose file exists\n" : "\n"));
        } else {
            console.out().print(CheckpointTable.render(shown, run == null, metric, console.screen()));
        }
        return ok();
    }

    private CheckpointForm best(List<CheckpointForm> forms, NamedMetric metric, Selection found) {
        Goal wanted = goal == null ? Goal.usual(metric.name()) : goal;
        List<Checkpoint> of = forms.stream().map(CheckpointForm::checkpoint).toList();
        Checkpoint one = Checkpoints.best(of, metric.name(), metric.phase(), wanted)
                .orElseThrow(() -> new Failure("no checkpoint of " + found.describe()
                        + (there ? ", among those whose files exist," : "") + " has a value of " + metric.title()));
        return forms.get(of.indexOf(one));
    }
}
