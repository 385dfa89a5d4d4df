package io.github.djltracker.cli.report;

import io.github.djltracker.domain.query.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a chart as SVG paths: the mean of each bucket, and a band from its lowest to its highest value, so that
 * spikes are visible. A bucket of NaN leaves a gap. A cross at the top is a NaN, a triangle at an edge an infinity. Not
 * thread-safe.
 */
final class LinePath {
    /** The minimum distance of two marks. */
    private static final int APART = 90;

    private final Scale steps;
    private final Scale values;
    private final int top;
    private final int bottom;

    LinePath(Scale steps, Scale values, int top, int bottom) {
        this.steps = steps;
        this.values = values;
        this.top = top;
        this.bottom = bottom;
    }

    void write(LineChart.Line line, StringBuilder svg) {
        StringBuilder means = new StringBuilder();
        StringBuilder bands = new StringBuilder();
        List<Curve.Bucket> part = new ArrayList<>();
        for (Curve.Bucket bucket : line.buckets()) {
            if (Double.isNaN(bucket.min())) {
                draw(part, means, bands);
                part.clear();
            } else {
                part.add(bucket);
            }
        }
        draw(part, means, bands);
        path(svg, "band " + line.style(), bands);
        path(svg, line.style(), means);
        path(svg, "mark " + line.style(), marks(line.buckets()));
        svg.append('\n');
    }

    private static void path(StringBuilder svg, String style, StringBuilder path) {
        if (!path.isEmpty()) {
            svg.append("<path class=\"" + style + "\" d=\"" + path + "\"/>");
        }
    }

    private void draw(List<Curve.Bucket> part, StringBuilder means, StringBuilder bands) {
        Pen mean = new Pen(means);
        Pen band = new Pen(bands);
        for (Curve.Bucket bucket : part) {
            // opposite infinities have no mean
            double middle = Double.isNaN(bucket.mean()) ? bucket.last() : bucket.mean();
            mean.to(steps.place(bucket.lastStep()), values.place(middle));
        }
        mean.dot();
        if (part.stream().anyMatch(bucket -> bucket.min() < bucket.max())) {
            part.forEach(bucket -> band.to(steps.place(bucket.lastStep()), values.place(bucket.max())));
            for (int i = part.size() - 1; i >= 0; i--) {
                band.to(
                        steps.place(part.get(i).lastStep()),
                        values.place(part.get(i).min()));
            }
            bands.append('z');
        }
    }

    private StringBuilder marks(List<Curve.Bucket> buckets) {
        StringBuilder marks = new StringBuilder();
        int next = Integer.MIN_VALUE;
        for (Curve.Bucket bucket : buckets) {
            int at = steps.place(bucket.lastStep());
            if (at >= next) {
                int before = marks.length();
                mark(bucket, at, marks);
                next = marks.length() > before ? at + APART : next;
            }
        }
        return marks;
    }

    private void mark(Curve.Bucket bucket, int at, StringBuilder marks) {
        if (bucket.nan() > 0) {
            marks.append("M" + (at - 35) + " " + (top - 35) + "l70 70m0 -70l-70 70");
        }
        if (bucket.max() == Double.POSITIVE_INFINITY) {
            marks.append("M" + (at - 35) + " " + (top + 60) + "h70l-35 -60z");
        }
        if (bucket.min() == Double.NEGATIVE_INFINITY) {
            marks.append("M" + (at - 35) + " " + (bottom - 60) + "h70l-35 60z");
        }
    }

    /** Draws from point to point, each relative to the previous one. */
    private static final class Pen {
        private final StringBuilder path;
        private int points;
        private int x;
        private int y;

        Pen(StringBuilder path) {
            this.path = path;
        }

        void to(int toX, int toY) {
            if (points == 0) {
                path.append("M" + toX + " " + toY);
            } else if (toX != x || toY != y) {
                path.append((points == 1 ? "l" : " ") + (toX - x) + " " + (toY - y));
            } else {
                return;
            }
            points++;
            x = toX;
            y = toY;
        }

        /** Draws a single point as a lozenge, because it is not a line. */
        void dot() {
            path.append(points == 1 ? "m-22 0l22 -22 22 22-22 22z" : "");
        }
    }
}
