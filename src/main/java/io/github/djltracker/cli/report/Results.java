package io.github.djltracker.cli.report;

import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.value.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last and the best value of each metric, as a table of runs; the best of all is marked. */
final class Results {
    /** Metrics for which a lower value is better, as in the dashboard. */
    private static final Pattern LESS = Pattern.compile(
            "loss|error|perplexity|seconds|(^|[^a-z])(wer|r?mse|mae)([^a-z]|$)", Pattern.CASE_INSENSITIVE);

    private Results() {}

    /** Which values of a metric are better, as far as its name shows; null for machinery. */
    static @Nullable Goal goal(TellingSeries.Key key) {
        if (key.isMachinery()) {
            return null;
        }
        return LESS.matcher(key.name()).find() ? Goal.MINIMIZE : Goal.MAXIMIZE;
    }

    static ReportTable table(List<ReportRun> runs) {
        ReportTable table = new ReportTable("Last and best values", "numbers");
        List<Series> all =
                runs.stream().flatMap(run -> run.series().values().stream()).toList();
        for (TellingSeries.Key key : TellingSeries.sorted(all)) {
            Goal goal = goal(key);
            table.column(column(runs, key, "last", goal, Series::last));
            if (goal != null) {
                table.column(column(runs, key, "best", goal, goal == Goal.MAXIMIZE ? Series::max : Series::min));
            }
        }
        return table;
    }

    private static ReportTable.Column column(
            List<ReportRun> runs,
            TellingSeries.Key key,
            String what,
            @Nullable Goal goal,
            ToDoubleFunction<Series> value) {
        double best = best(runs, key, goal, value);
        String head = Html.text(key.name()) + " <small>" + (key.phase() == null ? "" : Html.text(key.phase()) + " ")
                + what + "</small>";
        return new ReportTable.Column(head, run -> {
            Series series = run.series().get(key);
            if (series == null) {
                return "<td></td>";
            }
            double number = value.applyAsDouble(series);
            String text = Format.number(number);
            return number == best ? "<td class=\"best\">\u2605 " + text + "</td>" : "<td>" + text + "</td>";
        });
    }

    /** The best value; NaN, which equals nothing, if there is none, or only one run. */
    private static double best(
            List<ReportRun> runs, TellingSeries.Key key, @Nullable Goal goal, ToDoubleFunction<Series> value) {
        double best = Double.NaN;
        for (ReportRun run : runs) {
            Series series = run.series().get(key);
            double number = series == null ? Double.NaN : value.applyAsDouble(series);
            boolean isBetter = goal == Goal.MAXIMIZE ? number > best : number < best;
            best = Double.isNaN(best) || isBetter ? number : best;
        }
        return goal == null || runs.size() < 2 ? Double.NaN : best;
    }
}
