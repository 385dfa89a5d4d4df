package io.github.djltracker.cli.view;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Colours;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.cli.terminal.Terminal;
import io.github.djltracker.cli.terminal.TextCurve;
import io.github.djltracker.cli.terminal.TextTable;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Series;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An overview of an experiment: a table of its models, a table of its latest runs with the last values of the most
 * informative metrics, and a curve of one of them. Read once, when it is created; immutable.
 */
public final class ExperimentSummary {
    /** The default maximum width of a line: {@value} characters. */
    public static final int DEFAULT_WIDTH = 110;
    /** Maximum number of runs in the table and the curve, the latest ones: {@value}. */
    public static final int MAX_RUNS = 26;

    private static final char BY_HAND = '*';

    private final String experiment;
    private final List<ModelView> models = new ArrayList<>();
    private final List<RunView> runs = new ArrayList<>();
    private final List<TellingSeries.Key> columns;
    private final @Nullable TextCurve curve;
    private final int allRuns;

    private record RunView(char mark, Run run, ModelView model) {}

    private ExperimentSummary(Models source) {
        experiment = source.experiment();
        for (Model model : source.list()) {
            models.add(ModelView.of(new ModelRef(model.experiment(), model)));
        }
        List<RunView> every = new ArrayList<>();
        for (ModelView model : models) {
            model.runs().forEach(run -> every.add(new RunView(' ', run, model)));
        }
        every.sort((a, b) -> a.run.started().compareTo(b.run.started()));
        allRuns = every.size();
        for (RunView view : every.subList(Math.max(0, allRuns - MAX_RUNS), allRuns)) {
            runs.add(new RunView((char) ('a' + runs.size()), view.run, view.model));
        }
        List<Series> series =
                models.stream().flatMap(model -> model.series().stream()).toList();
        columns = TellingSeries.columns(series);
        curve = TellingSeries.curve(series).map(this::curve).orElse(null);
    }

    /** Reads the models, runs and metrics of an experiment. */
    public static ExperimentSummary of(Models models) {
        return new ExperimentSummary(requireNonNull(models, "models"));
    }

    /**
     * Prints to the standard output or another stream of its charset; in ASCII if that has no characters to draw with.
     */
    public void print(PrintStream out) {
        print(out, Terminal.charset());
    }

    /** Prints to a stream of this charset; in ASCII if that has no characters to draw with. */
    public void print(PrintStream out, Charset charset) {
        out.print(render(DEFAULT_WIDTH, !Terminal.canDraw(charset)));
        out.flush();
    }

    /** The complete text, in lines of at most this width, unless a table cannot be that narrow. */
    public String render(int width, boolean ascii) {
        return render(new Screen(false, width, ascii, Colours.OFF));
    }

    public String render(Screen screen) {
        int width = screen.width();
        boolean ascii = screen.ascii();
        StringBuilder text = new StringBuilder();
        text.append(Plain.line(experiment))
                .append(": ")
                .append(Format.count(models.size(), "model", "models"))
                .append(", ")
                .append(Format.count(allRuns, "run", "runs"))
                .append('\n');
        if (!models.isEmpty()) {
            text.append('\n').append(modelTable().render(width, ascii));
        }
        if (!runs.isEmpty()) {
            text.append('\n').append(runTable(screen).render());
            if (runs.size() < allRuns) {
                text.append("and ")
                        .append(Format.count(allRuns - runs.size(), "earlier run", "earlier runs"))
                        .append('\n');
            }
            errors(text, width, ascii);
        }
        if (curve != null) {
            text.append('\n').append(curve.render(width, ascii, screen.colours()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return render(DEFAULT_WIDTH, false);
    }

    private TextTable modelTable() {
        TextTable table = new TextTable(5, 1).row("model", "hash", "modules", "runs", "step");
        for (ModelView view : models) {
            Model model = view.ref().model();
            Map<String, Integer> statuses = new LinkedHashMap<>();
            view.runs().forEach(run -> statuses.merge(run.status().name(), 1, Integer::sum));
            List<String> counted = new ArrayList<>();
            statuses.forEach((status, count) -> counted.add(count + " " + status));
            table.row(
                    model.name().orElse(""),
                    view.ref().shortHash(),
                    Integer.toString(model.modules().list().size()),
                    counted.isEmpty() ? "none" : String.join(", ", counted),
                    Long.toString(model.step()));
        }
        return table;
    }

    private RunTable runTable(Screen screen) {
        Map<UUID, Character> marks = new LinkedHashMap<>();
        runs.forEach(view -> marks.put(view.run.id(), view.mark));
        RunTable table = new RunTable(
                runs.stream()
                        .map(view -> new RunTable.Row(new RunRef(view.model.ref(), view.run), view.model))
                        .toList(),
                screen);
        table.column("", row -> String.valueOf(marks.get(row.run().id()))).ids();
        if (models.size() > 1) {
            table.model();
        }
        return table.status().stepsAndDuration().resumedFrom().metrics(columns);
    }

    private void errors(StringBuilder text, int width, boolean ascii) {
        for (RunView view : runs) {
            if (view.run.error() != null) {
                text.append(new TextTable(1, 0)
                        .row(view.mark + ": " + Plain.firstLine(view.run.error()))
                        .render(width, ascii));
            }
        }
    }

    private TextCurve curve(TellingSeries.Key key) {
        Map<@Nullable UUID, Character> marks = new LinkedHashMap<>();
        runs.forEach(view -> marks.put(view.run.id(), view.mark));
        List<TextCurve.Line> lines = new ArrayList<>();
        boolean byHand = false;
        for (ModelView view : models) {
            CurveQuery query = CurveQuery.of(key.name(), key.phase()).buckets(TextCurve.buckets());
            if (runs.size() < allRuns) {
                query = query.runs(runs.stream().map(run -> run.run.id()).toArray(UUID[]::new));
            }
            for (Curve.Line line : view.ref().model().metrics().curve(query).lines()) {
                Character mark = line.run() == null ? Character.valueOf(BY_HAND) : marks.get(line.run());
                if (mark != null) {
                    byHand |= line.run() == null;
                    lines.add(new TextCurve.Line(mark, line.buckets()));
                }
            }
        }
        String title = key.title();
        return new TextCurve(byHand ? title + " (" + BY_HAND + " logged manually)" : title, lines);
    }
}
