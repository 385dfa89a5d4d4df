package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.SeriesFilter;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.TextCurve;
import io.github.djltracker.cli.view.Chart;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.wire.form.Forms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code djl-tracker plot}. */
@Command(
        name = "plot",
        description = {
            "Draws metrics over the steps.",
            "All named models, runs, metrics and phases are drawn into one chart. Without --metric, it shows the loss of the training, or else the first metric. --json writes the curves."
        },
        footer = {
            "  djl-tracker plot LeNet",
            "  djl-tracker plot 1f3a9c 77b0e2 --metric Accuracy --phase validate",
            "  djl-tracker plot LeNet --metric Accuracy --from 1000 --json"
        })
public final class PlotCommand extends QueryCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL|RUN",
            description = "Models by name, or by a prefix of hash or id; runs by name, or by a prefix of the id."
                    + " May be omitted if there is only one model.")
    private List<String> what = List.of();

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final SeriesFilter filter = new SeriesFilter();

    @Option(names = "--from", paramLabel = "STEP", description = "First step to draw.")
    private long from;

    @Option(names = "--to", paramLabel = "STEP", description = "Last step to draw.")
    private long to = Limits.MAX_INTEGER;

    @Option(
            names = "--buckets",
            paramLabel = "N",
            description =
                    "Maximum number of buckets per line, with --json. Default: " + CurveQuery.DEFAULT_BUCKETS + ".")
    private int buckets = CurveQuery.DEFAULT_BUCKETS;

    public PlotCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Finder finder = scope.finder(target);
        List<Selection> selections = what.isEmpty()
                ? List.of(finder.selection(null))
                : what.stream().map(finder::selection).toList();
        Set<TellingSeries.Key> keys = keys(selections);
        List<Chart.Part> parts = new ArrayList<>();
        for (Map.Entry<ModelRef, Set<UUID>> runs : runs(selections).entrySet()) {
            for (TellingSeries.Key key : keys) {
                Curve curve = runs.getKey().model().metrics().curve(query(runs.getValue(), key));
                if (!curve.lines().isEmpty()) {
                    parts.add(new Chart.Part(runs.getKey(), curve));
                }
            }
        }
        if (json) {
            writeList(
                    parts.stream().map(part -> Forms.CURVE.write(part.curve())).toList());
        } else {
            console.out().print(Chart.of(parts).render(console.screen()));
        }
        return ok();
    }

    /** The selected runs of each model; empty if all of them are. */
    private static Map<ModelRef, Set<UUID>> runs(List<Selection> selections) {
        Map<UUID, ModelRef> models = new LinkedHashMap<>();
        Map<ModelRef, Set<UUID>> runs = new LinkedHashMap<>();
        Set<ModelRef> whole = new HashSet<>();
        for (Selection selection : selections) {
            ModelRef ref = models.computeIfAbsent(selection.model().model().id(), id -> selection.model());
            Set<UUID> ids = runs.computeIfAbsent(ref, model -> new LinkedHashSet<>());
            if (selection.run() == null) {
                whole.add(ref);
            } else {
                ids.add(selection.run().id());
            }
        }
        whole.forEach(ref -> runs.put(ref, Set.of()));
        return runs;
    }

    private CurveQuery query(Set<UUID> runs, TellingSeries.Key key) {
        try {
            return new CurveQuery(runs, key.name(), key.phase(), from, to, json ? buckets : TextCurve.buckets());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The series to draw: the requested ones, or the most informative ones that match the filter. */
    private Set<TellingSeries.Key> keys(List<Selection> selections) {
        List<Series> series = selections.stream()
                .flatMap(selection -> selection.series().stream())
                .filter(one -> filter.accepts(one) && one.firstStep() != null)
                .toList();
        Set<TellingSeries.Key> keys = new LinkedHashSet<>();
        if (filter.namesMetrics()) {
            series.forEach(one -> keys.add(TellingSeries.Key.of(one)));
        } else {
            TellingSeries.curve(series).ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            throw new Failure(
                    "there is no " + filter.describe() + " with steps; djl-tracker metrics lists the metrics");
        }
        return keys;
    }
}
