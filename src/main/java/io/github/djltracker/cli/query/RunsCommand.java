package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.RunChoice;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.TextTable;
import io.github.djltracker.cli.view.ModelView;
import io.github.djltracker.cli.view.RunTable;
import io.github.djltracker.cli.view.Said;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker runs}. */
@Command(
        name = "runs",
        description = {
            "Lists runs.",
            "Sorts them by start time, and shows the last values of the most important metrics, as many as fit.",
            "--where and --sort accept status, started, duration, step, model and so on, settings by name, env.host, and metrics"
                    + " as loss@validate (the last value), loss@validate.min and .max, or the step of such a value as loss@validate.min.step."
        },
        footer = {
            "  djl-tracker runs",
            "  djl-tracker runs LeNet --status FAILED",
            "  djl-tracker runs --where 'loss@validate.min < 0.1 and optimizer = Adam and started > -7d'",
            "  djl-tracker runs --sort Accuracy@validate.max --descending --first 10",
            "  djl-tracker runs --sort loss@validate.min -c loss@validate.min -c optimizer",
            "  djl-tracker runs --experiment digits --last 10 --json"
        })
public final class RunsCommand extends QueryCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "Only runs of this model: its name, or a prefix of its hash or id.")
    private @Nullable String model;

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only runs with this status: ${COMPLETION-CANDIDATES}.")
    private @Nullable RunStatus status;

    @Option(names = "--archived", description = "Include archived runs.")
    private boolean archived;

    @Mixin
    private final RunChoice choice = new RunChoice();

    @Option(
            names = {"-c", "--column"},
            paramLabel = "NAME",
            description =
                    "Show this value of each run, such as loss@validate.min or optimizer, instead of the most important"
                            + " metrics. May be repeated.")
    private List<String> columns = new ArrayList<>();

    public RunsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        choice.parse(console.clock());
        Finder finder = scope.finder(target);
        ModelRef of = model == null ? null : finder.model(model);
        List<Experiment> experiments = of == null ? finder.experiments() : List.of(of.experiment());
        List<String> conditions = new ArrayList<>();
        if (of != null) {
            conditions.add("hash = \"" + of.model().hash().replace("\"", "\"\"") + "\"");
        }
        if (status != null) {
            conditions.add("status = " + status);
        }
        boolean isAll = archived || choice.asksFor(Annotation.ARCHIVED);
        List<RunRef> shown = choice.of(experiments, isAll ? conditions : with(conditions, "not archived"), shown());
        if (json) {
            writeList(shown.stream().map(this::form).toList());
        } else {
            print(shown);
            if (!isAll) {
                sayArchived(experiments, with(conditions, "archived"));
            }
        }
        return ok();
    }

    private static List<String> with(List<String> conditions, String one) {
        List<String> all = new ArrayList<>(conditions);
        all.add(one);
        return all;
    }

    /** The columns, and the value by which the runs are sorted, unless it has a column of its own. */
    private List<String> shown() {
        Set<String> shown = new LinkedHashSet<>(columns);
        String sort = choice.sort();
        if (sort != null && !RunValues.FIXED.contains(sort)) {
            shown.add(sort);
        }
        return List.copyOf(shown);
    }

    private byte[] form(RunRef ref) {
        if (shown().isEmpty()) {
            return RunForms.RUN.write(ref.form());
        }
        Model trained = ref.model().model();
        return RunForms.FOUND_RUN.write(
                new FoundRun(trained.id(), trained.hash(), trained.name().orElse(null), ref.run(), ref.plainValues()));
    }

    private void sayArchived(List<Experiment> experiments, List<String> conditions) {
        RunFilter leftOut = RunFilter.parse(String.join(" and ", conditions));
        long count = Failure.ifRefused(() -> experiments.stream()
                .mapToLong(experiment -> experiment.runs().count(leftOut))
                .sum());
        Said.leftOut(console, count, "run");
    }

    private void print(List<RunRef> shown) {
        Map<UUID, ModelView> models = new HashMap<>();
        List<RunTable.Row> rows = new ArrayList<>();
        for (RunRef ref : shown) {
            ModelView view = models.computeIfAbsent(ref.model().model().id(), id -> ModelView.of(ref.model()));
            rows.add(new RunTable.Row(ref, view));
        }
        List<UUID> ids = shown.stream().map(ref -> ref.run().id()).toList();
        List<Series> series = models.values().stream()
                .flatMap(view -> view.series().stream())
                .filter(one -> one.run() != null && ids.contains(one.run()))
                .toList();
        RunTable table = new RunTable(rows, console.screen()).ids();
        if (!scope.isOneExperiment() && model == null) {
            table.experiment();
        }
        if (model == null) {
            table.model();
        }
        table.tags()
                .status()
                .started(console.clock().getZone())
                .stepsAndDuration()
                .resumedFrom()
                .values(shown(), console.clock().getZone());
        if (columns.isEmpty()) {
            table.metrics(TellingSeries.columns(series));
        }
        console.out().print(table.render());
        for (RunRef ref : shown) {
            Run run = ref.run();
            RunTable.alerts(run).forEach(alert -> console.print(new TextTable(1, 0).row(ref.shortId() + ": " + alert)));
            if (run.error() != null) {
                console.print(new TextTable(1, 0).row(ref.shortId() + ": " + Plain.firstLine(run.error())));
            }
        }
    }
}
