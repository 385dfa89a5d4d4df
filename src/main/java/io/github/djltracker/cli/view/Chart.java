package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Colours;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.cli.terminal.TextCurve;
import io.github.djltracker.domain.query.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Curves in one frame, and a table that identifies them. */
public record Chart(List<Line> lines, int leftOut) {
    /** Maximum number of lines, of which the latest are shown; each is marked by a letter. */
    static final int MAX_LINES = 26;

    private static final char BY_HAND = '*';

    /** A curve of a model. */
    public record Part(ModelRef model, Curve curve) {}

    /**
     * A line of a curve.
     *
     * @param run null for manually logged values
     */
    record Line(
            char mark,
            ModelRef model,
            String name,
            @Nullable String phase,
            @Nullable UUID run,
            List<Curve.Bucket> buckets) {
        double last() {
            return buckets.get(buckets.size() - 1).last();
        }

        double min() {
            return buckets.stream()
                    .mapToDouble(Curve.Bucket::min)
                    .filter(v -> !Double.isNaN(v))
                    .min()
                    .orElse(Double.NaN);
        }

        double max() {
            return buckets.stream()
                    .mapToDouble(Curve.Bucket::max)
                    .filter(v -> !Double.isNaN(v))
                    .max()
                    .orElse(Double.NaN);
        }
    }

    /** The latest lines, as many as there are letters for. */
    public static Chart of(List<Part> parts) {
        List<Line> all = new ArrayList<>();
        for (Part part : parts) {
            for (Curve.Line line : part.curve().lines()) {
                Curve curve = part.curve();
                all.add(new Line(BY_HAND, part.model(), curve.name(), curve.phase(), line.run(), line.buckets()));
            }
        }
        int from = Math.max(0, all.size() - MAX_LINES);
        List<Line> marked = new ArrayList<>();
        for (Line line : all.subList(from, all.size())) {
            char mark = line.run == null ? BY_HAND : (char) ('a' + marked.size());
            marked.add(new Line(mark, line.model, line.name, line.phase, line.run, line.buckets));
        }
        return new Chart(marked, from);
    }

    public String render(Screen screen) {
        TextCurve curve = new TextCurve(
                title(),
                lines.stream()
                        .map(line -> new TextCurve.Line(line.mark, line.buckets))
                        .toList());
        String text = curve.render(screen.width(), screen.ascii(), screen.colours());
        if (lines.isEmpty()) {
            return text;
        }
        String more = leftOut == 0 ? "" : "and " + Format.count(leftOut, "earlier line", "earlier lines") + "\n";
        return text + "\n" + legend(screen.colours()).render(lines, screen) + more;
    }

    private Columns<Line> legend(Colours colours) {
        Columns<Line> columns = new Columns<Line>()
                .needed("", line -> String.valueOf(line.mark))
                .painted(mark -> colours.mark(mark.charAt(0), mark))
                .needed("run", line -> line.run == null ? "manual" : RunRef.shorten(line.run));
        if (lines.stream().map(line -> line.model.model().id()).distinct().count() > 1) {
            columns.optional(2, "model", line -> line.model.label()).elastic();
        }
        return columns.needed("metric", Line::name)
                .elastic()
                .needed("phase", line -> Objects.requireNonNullElse(line.phase, ""))
                .elastic()
                .needed("last", line -> Format.number(line.last()))
                .optional(0, "min", line -> Format.number(line.min()))
                .optional(1, "max", line -> Format.number(line.max()));
    }

    private String title() {
        List<String> titles = lines.stream()
                .map(line -> new TellingSeries.Key(line.name, line.phase).title())
                .distinct()
                .toList();
        return titles.size() <= 3 ? String.join("; ", titles) : titles.size() + " series";
    }
}
