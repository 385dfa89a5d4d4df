package io.github.djltracker.cli.terminal;

import io.github.djltracker.domain.query.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * A line chart of one metric, with the lowest and highest value and the first and last step at its axes. Each line ends
 * with its mark at the right. NaN leaves a gap, and an infinity touches the edge.
 *
 * @param title above the chart
 * @param lines what to draw; later lines over earlier ones
 */
public record TextCurve(String title, List<Line> lines) {
    /** Maximum number of cells of the chart from left to right. */
    static final int MAX_WIDTH = 72;

    private static final int HEIGHT = 10;
    private static final int LEAST_WIDTH = 10;
    private static final int ENDS = 3;

    /**
     * A line of the chart.
     *
     * @param mark its letter, ASCII
     */
    public record Line(char mark, List<Curve.Bucket> buckets) {}

    /** Maximum number of buckets that a line should have: one for each column of dots. */
    public static int buckets() {
        return MAX_WIDTH * 2;
    }

    /** The chart in lines, each with a newline, of at most {@code width} characters, unless that is too narrow. */
    public String render(int width, boolean ascii) {
        return render(width, ascii, Colours.OFF);
    }

    public String render(int width, boolean ascii, Colours colours) {
        List<Curve.Bucket> all =
                lines.stream().flatMap(line -> line.buckets().stream()).toList();
        if (all.isEmpty()) {
            return title + ": no points\n";
        }
        long nan = all.stream().mapToLong(Curve.Bucket::nan).sum();
        String head = nan == 0 ? title : title + " (" + nan + " NaN)";
        if (nan == all.stream().mapToLong(Curve.Bucket::count).sum()) {
            return head + ": all values are NaN\n";
        }
        Range range = Range.of(all);
        String top = Format.number(range.max);
        String bottom = Format.number(range.min);
        int gutter = Math.max(top.length(), bottom.length());
        int cells = Math.max(LEAST_WIDTH, Math.min(MAX_WIDTH, width - gutter - 3 - ENDS));
        Canvas canvas = new Canvas(cells, HEIGHT, ascii);
        StringBuilder[] ends = new StringBuilder[HEIGHT];
        for (int row = 0; row < HEIGHT; row++) {
            ends[row] = new StringBuilder();
        }
        for (Line line : lines) {
            int y = draw(canvas, range, line);
            if (y >= 0 && ends[canvas.row(y)].length() < ENDS) {
                ends[canvas.row(y)].append(line.mark());
            }
        }
        return frame(head, range, canvas, ends, new Labels(top, bottom, gutter), ascii, colours);
    }

    private record Labels(String top, String bottom, int gutter) {}

    /** Draws a line, and returns at which dot from the bottom it ends; -1 if there is nothing to draw. */
    private static int draw(Canvas canvas, Range range, Line line) {
        int x = -1;
        int y = -1;
        int end = -1;
        for (Curve.Bucket bucket : line.buckets()) {
            if (Double.isNaN(bucket.min())) {
                x = -1;
                continue;
            }
            int fromX = range.x(bucket.firstStep(), canvas);
            int toX = range.x(bucket.lastStep(), canvas);
            int low = range.y(bucket.min(), canvas);
            int high = range.y(bucket.max(), canvas);
            int fromY = Double.isNaN(bucket.first()) ? low : range.y(bucket.first(), canvas);
            int toY = Double.isNaN(bucket.last()) ? low : range.y(bucket.last(), canvas);
            if (x >= 0) {
                canvas.line(x, y, fromX, fromY, line.mark());
            }
            canvas.line(fromX, fromY, toX, toY, line.mark());
            int middle = (fromX + toX) / 2;
            canvas.line(middle, low, middle, high, line.mark());
            x = toX;
            y = toY;
            end = toY;
        }
        return end;
    }

    private static String frame(
            String head,
            Range range,
            Canvas canvas,
            StringBuilder[] ends,
            Labels labels,
            boolean ascii,
            Colours colours) {
        String tick = ascii ? "|" : "\u2524";
        String side = ascii ? "|" : "\u2502";
        StringBuilder text = new StringBuilder(head).append('\n');
        for (int row = 0; row < HEIGHT; row++) {
            boolean labelled = row == 0 || row == HEIGHT - 1;
            String label = row == 0 ? labels.top() : labelled ? labels.bottom() : "";
            String line = " ".repeat(labels.gutter() - label.length())
                    + label
                    + " "
                    + (labelled ? tick : side)
                    + canvas.text(row, colours)
                    + " "
                    + painted(ends[row], colours);
            text.append(line.stripTrailing()).append('\n');
        }
        int cells = canvas.cells();
        String indent = " ".repeat(labels.gutter() + 1);
        text.append(indent)
                .append(ascii ? "+" + "-".repeat(cells) : "\u2514" + "\u2500".repeat(cells))
                .append('\n');
        String first = Long.toString(range.first);
        String last = range.last == range.first ? "" : Long.toString(range.last);
        int room = Math.max(1, cells - first.length() - last.length());
        text.append(indent)
                .append(' ')
                .append((first + " ".repeat(room) + last).stripTrailing())
                .append('\n');
        return text.toString();
    }

    private static String painted(StringBuilder marks, Colours colours) {
        StringBuilder text = new StringBuilder();
        marks.chars().forEach(mark -> text.append(colours.mark((char) mark, String.valueOf((char) mark))));
        return text.toString();
    }

    /** The ranges of the axes: steps, and finite values. */
    private record Range(long first, long last, double min, double max) {
        static Range of(List<Curve.Bucket> buckets) {
            List<Double> finite = new ArrayList<>();
            for (Curve.Bucket bucket : buckets) {
                for (double value : new double[] {bucket.min(), bucket.max(), bucket.first(), bucket.last()}) {
                    if (Double.isFinite(value)) {
                        finite.add(value);
                    }
                }
            }
            return new Range(
                    buckets.stream().mapToLong(Curve.Bucket::firstStep).min().orElseThrow(),
                    buckets.stream().mapToLong(Curve.Bucket::lastStep).max().orElseThrow(),
                    finite.stream().mapToDouble(value -> value).min().orElse(0),
                    finite.stream().mapToDouble(value -> value).max().orElse(0));
        }

        int x(long step, Canvas canvas) {
            return last == first
                    ? 0
                    : (int) Math.round((double) (step - first) / (last - first) * (canvas.width() - 1));
        }

        int y(double value, Canvas canvas) {
            int top = canvas.height() - 1;
            if (Double.isInfinite(value)) {
                return value > 0 ? top : 0;
            }
            // halves, because the difference of max and min may overflow
            double way = max / 2 - min / 2;
            return way == 0 ? top / 2 : (int) Math.round((value / 2 - min / 2) / way * top);
        }
    }
}
