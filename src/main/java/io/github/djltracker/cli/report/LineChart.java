package io.github.djltracker.cli.report;

import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.query.Curve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines over the steps as SVG: axes with ticks, and each line ending in the number of its run. Not thread-safe. */
final class LineChart {
    // in tenths of a pixel, so that integers are fine enough
    private static final int WIDTH = 4_400;
    private static final int HEIGHT = 2_500;
    private static final int LEFT = 620;
    private static final int RIGHT = 4_120;
    private static final int TOP = 110;
    private static final int BOTTOM = 2_130;
    private static final int LINE = 100;

    /**
     * A line.
     *
     * @param number of the run
     * @param style classes of the style sheet: its colour and its dash
     * @param isNamed whether the number is shown at its end
     */
    record Line(int number, String style, boolean isNamed, List<Curve.Bucket> buckets) {}

    private final String title;
    private final String id;
    private final List<Line> lines;
    private final Scale steps;
    private final Scale values;

    /**
     * A chart of lines.
     *
     * @param id letters and digits, unique in the page
     * @param lines at least one, each with at least one bucket
     */
    LineChart(String id, String title, List<Line> lines) {
        this.id = id;
        this.title = title;
        this.lines = lines;
        List<Curve.Bucket> all =
                lines.stream().flatMap(line -> line.buckets().stream()).toList();
        steps = Scale.ofSteps(
                all.stream().mapToLong(Curve.Bucket::firstStep).min().orElse(0),
                all.stream().mapToLong(Curve.Bucket::lastStep).max().orElse(1),
                LEFT,
                RIGHT);
        double[] finite = all.stream()
                .flatMapToDouble(one -> java.util.stream.DoubleStream.of(one.min(), one.max()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        values = finite.length == 0
                ? Scale.of(0, 1, BOTTOM, TOP)
                : Scale.of(finite[0], finite[finite.length - 1], BOTTOM, TOP);
    }

    String render() {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 ")
                .append(WIDTH + " " + HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"" + id + "t " + id + "d\"><title id=\"" + id + "t\">")
                .append(Html.text(title))
                .append("</title><desc id=\"" + id + "d\">")
                .append(description())
                .append("</desc>\n");
        axes(svg);
        for (Line line : lines) {
            new LinePath(steps, values, TOP, BOTTOM).write(line, svg);
        }
        names(svg);
        return svg.append("</svg>").toString();
    }

    private String description() {
        return Format.count(lines.size(), "line", "lines") + " over the steps " + (long) steps.low() + " to "
                + (long) steps.high() + ", values from " + Format.number(values.low()) + " to "
                + Format.number(values.high()) + (values.isLog() ? " on a logarithmic scale" : "");
    }

    private void axes(StringBuilder svg) {
        StringBuilder grid = new StringBuilder();
        for (double tick : values.ticks()) {
            int y = values.place(tick);
            grid.append("M" + LEFT + " " + y + "H" + RIGHT);
            text(svg, LEFT - 60, y + 35, "e", Format.number(tick));
        }
        for (double tick : steps.ticks()) {
            if (tick == Math.rint(tick)) {
                int x = steps.place(tick);
                grid.append("M" + x + " " + BOTTOM + "v45");
                text(svg, x, BOTTOM + 160, "m", step(tick));
            }
        }
        text(svg, (LEFT + RIGHT) / 2, HEIGHT - 30, "m", values.isLog() ? "step (logarithmic scale)" : "step");
        svg.append("<path class=\"grid\" d=\"" + grid + "\"/><path class=\"axis\" d=\"M" + LEFT + " " + TOP + "V"
                + BOTTOM + "H" + RIGHT + "\"/>\n");
    }

    private static String step(double tick) {
        long step = (long) tick;
        if (step >= 1_000_000) {
            return Format.number(step / 1e6) + "M";
        }
        return step >= 10_000 ? Format.number(step / 1e3) + "k" : Long.toString(step);
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"" + x + "\" y=\"" + y + "\" class=\"" + anchor + "\">" + text + "</text>");
    }

    /** The numbers at the ends of the lines, placed so that they do not overlap. */
    private void names(StringBuilder svg) {
        record Name(int number, String style, int x, int y) {}
        List<Name> names = new ArrayList<>();
        for (Line line : lines) {
            Curve.Bucket end = line.buckets().get(line.buckets().size() - 1);
            if (line.isNamed() && !Double.isNaN(end.last())) {
                names.add(new Name(
                        line.number(), line.style(), steps.place(end.lastStep()) + 30, values.place(end.last()) + 35));
            }
        }
        names.sort(Comparator.comparingInt(Name::y));
        int[] places = new int[names.size()];
        int free = TOP;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(names.get(i).y, free);
            free = places[i] + LINE;
        }
        int floor = BOTTOM + 35;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], floor);
            floor = places[i] - LINE;
            Name name = names.get(i);
            text(svg, name.x, places[i], "end " + name.style, Integer.toString(name.number));
        }
    }
}
