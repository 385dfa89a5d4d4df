package io.github.djltracker.cli;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Curve;
import io.github.djltracker.domain.CurveQuery;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.ResumePoint;
import io.github.djltracker.domain.Run;
import io.github.djltracker.domain.Series;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has, for the eye: a table of its models, a table of its latest runs with the last values of the most
 * telling metrics, and a curve of one of them. Read once, when it is made; immutable.
 */
public final class ExperimentSummary {
    /** The widest line where nothing is said: {@value} characters. */
    public static final int DEFAULT_WIDTH = 110;
    /** Runs in the table and the curve at most, the latest: {@value}. */
    public static final int MAX_RUNS = 26;

    private static final int HASH_DIGITS = 12;
    private static final int ID_DIGITS = 8;
    private static final char BY_HAND = '*';

    private final String experiment;
    private final List<ModelView> models = new ArrayList<>();
    private final List<RunView> runs = new ArrayList<>();
    private final List<TellingSeries.Key> columns;
    private final @Nullable TextCurve curve;
    private final int allRuns;

    private record ModelView(Model model, String label, List<Run> runs, List<Series> series) {}

    private record RunView(char mark, Run run, ModelView model) {}

    private ExperimentSummary(Models source) {
        experiment = source.experiment();
        for (Model model : source.list()) {
            String shortHash = shorten(model.hash(), HASH_DIGITS);
            models.add(new ModelView(
                    model,
                    model.name().orElse(shortHash),
                    model.runs().list(),
                    model.metrics().series()));
        }
        List<RunView> every = new ArrayList<>();
        for (ModelView model : models) {
            model.runs.forEach(run -> every.add(new RunView(' ', run, model)));
        }
        every.sort((a, b) -> a.run.started().compareTo(b.run.started()));
        allRuns = every.size();
        for (RunView view : every.subList(Math.max(0, allRuns - MAX_RUNS), allRuns)) {
            runs.add(new RunView((char) ('a' + runs.size()), view.run, view.model));
        }
        List<Series> series =
                models.stream().flatMap(model -> model.series.stream()).toList();
        columns = TellingSeries.columns(series);
        curve = TellingSeries.curve(series).map(this::curve).orElse(null);
    }

    /** Reads the models, runs and metrics of an experiment. */
    public static ExperimentSummary of(Models models) {
        return new ExperimentSummary(requireNonNull(models, "models"));
    }

    /** Prints to the standard output or another stream of its charset; in ASCII where that has no more. */
    public void print(PrintStream out) {
        print(out, Terminal.charset());
    }

    /** Prints to a stream of this charset; in ASCII where that has no more. */
    public void print(PrintStream out, Charset charset) {
        out.print(render(DEFAULT_WIDTH, !Terminal.canDraw(charset)));
        out.flush();
    }

    /** The whole text, in lines of at most so many characters unless a table cannot be so narrow. */
    public String render(int width, boolean ascii) {
        StringBuilder text = new StringBuilder();
        text.append(experiment)
                .append(": ")
                .append(Format.count(models.size(), "model", "models"))
                .append(", ")
                .append(Format.count(allRuns, "run", "runs"))
                .append('\n');
        if (!models.isEmpty()) {
            text.append('\n').append(modelTable().render(width, ascii));
        }
        if (!runs.isEmpty()) {
            text.append('\n').append(runTable(width).render(width, ascii));
            if (runs.size() < allRuns) {
                text.append("and ")
                        .append(Format.count(allRuns - runs.size(), "earlier run", "earlier runs"))
                        .append('\n');
            }
            errors(text, width, ascii);
        }
        if (curve != null) {
            text.append('\n').append(curve.render(width, ascii));
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
            Map<String, Integer> statuses = new LinkedHashMap<>();
            view.runs.forEach(run -> statuses.merge(run.status().name(), 1, Integer::sum));
            List<String> counted = new ArrayList<>();
            statuses.forEach((status, count) -> counted.add(count + " " + status));
            table.row(
                    view.model.name().orElse(""),
                    shorten(view.model.hash(), HASH_DIGITS),
                    Integer.toString(view.model.modules().list().size()),
                    counted.isEmpty() ? "none" : String.join(", ", counted),
                    Long.toString(view.model.step()));
        }
        return table;
    }

    /** With as many metrics as the width has room for. */
    private TextTable runTable(int width) {
        int metrics = columns.size();
        TextTable table = runTable(columns);
        while (metrics > 1 && !table.fits(width)) {
            metrics--;
            table = runTable(columns.subList(0, metrics));
        }
        return table;
    }

    private TextTable runTable(List<TellingSeries.Key> metrics) {
        boolean severalModels = models.size() > 1;
        boolean anyResumed = runs.stream().anyMatch(view -> view.run.resumedFrom() != null);
        List<String> head = new ArrayList<>(List.of("", "run", "status", "steps", "duration"));
        if (severalModels) {
            head.add(2, "model");
        }
        if (anyResumed) {
            head.add("resumed from");
        }
        List<String> second = new ArrayList<>(Collections.nCopies(head.size(), ""));
        for (TellingSeries.Key column : metrics) {
            head.add(column.name());
            second.add(column.phase() == null ? "" : column.phase());
        }
        TextTable table = new TextTable(head.size(), 2).row(head).row(second);
        for (RunView view : runs) {
            Run run = view.run;
            List<String> cells = new ArrayList<>(
                    List.of(Character.toString(view.mark), shorten(run.id()), status(run), steps(run), duration(run)));
            if (severalModels) {
                cells.add(2, view.model.label);
            }
            if (anyResumed) {
                cells.add(resumed(run.resumedFrom()));
            }
            for (TellingSeries.Key column : metrics) {
                cells.add(last(view, column));
            }
            table.row(cells);
        }
        return table;
    }

    private void errors(StringBuilder text, int width, boolean ascii) {
        for (RunView view : runs) {
            if (view.run.error() != null) {
                text.append(new TextTable(1, 0)
                        .row(view.mark + ": "
                                + view.run.error().strip().lines().findFirst().orElse(""))
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
            for (Curve.Line line : view.model.metrics().curve(query).lines()) {
                Character mark = line.run() == null ? Character.valueOf(BY_HAND) : marks.get(line.run());
                if (mark != null) {
                    byHand |= line.run() == null;
                    lines.add(new TextCurve.Line(mark, line.buckets()));
                }
            }
        }
        String title = key.phase() == null ? key.name() : key.name() + ", " + key.phase();
        return new TextCurve(byHand ? title + " (" + BY_HAND + " logged by hand)" : title, lines);
    }

    private static String last(RunView view, TellingSeries.Key column) {
        for (Series series : view.model.series) {
            if (view.run.id().equals(series.run())
                    && series.name().equals(column.name())
                    && Objects.equals(series.phase(), column.phase())) {
                return Format.number(series.last());
            }
        }
        return "";
    }

    private static String status(Run run) {
        long lost = run.losses().values().stream().mapToLong(count -> count).sum();
        return lost == 0 ? run.status().name() : run.status().name() + ", " + lost + " lost";
    }

    private static String steps(Run run) {
        return run.firstStep() == null ? "none" : run.firstStep() + " to " + run.lastStep();
    }

    private static String duration(Run run) {
        Instant end = run.ended() == null ? run.seen() : run.ended();
        return Format.duration(Duration.between(run.started(), end));
    }

    private static String resumed(@Nullable ResumePoint point) {
        return point == null ? "" : shorten(point.run()) + " at " + point.step();
    }

    private static String shorten(UUID id) {
        return shorten(id.toString(), ID_DIGITS);
    }

    private static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
