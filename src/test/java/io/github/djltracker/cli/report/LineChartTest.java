package io.github.djltracker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.query.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LineChartTest {
    private static Curve.Bucket point(long step, double value) {
        boolean isNan = Double.isNaN(value);
        return new Curve.Bucket(step, step, 0, 0, value, value, value, value, value, 1, isNan ? 1 : 0);
    }

    private static String chart(Curve.Bucket... buckets) {
        return new LineChart("c0", "loss", List.of(new LineChart.Line(1, "c0 d0", true, List.of(buckets)))).render();
    }

    private static List<String> paths(String svg, String style) {
        Matcher matcher = Pattern.compile("<path class=\"" + style + "\" d=\"([^\"]*)\"/>")
                .matcher(svg);
        List<String> paths = new ArrayList<>();
        while (matcher.find()) {
            paths.add(matcher.group(1));
        }
        return paths;
    }

    @Test
    void a_line_goes_from_the_first_value_to_the_last() {
        String svg = chart(point(0, 0), point(5, 1), point(10, 2));

        assertThat(paths(svg, "c0 d0")).containsExactly("M620 2130l1750 -1010 1750 -1010");
        assertThat(paths(svg, "band c0 d0")).isEmpty();
        assertThat(svg).contains("<desc id=\"c0d\">1 line over the steps 0 to 10, values from 0 to 2</desc>");
    }

    @Test
    void a_nan_leaves_a_gap_and_a_cross() {
        String svg = chart(point(0, 0), point(1, 1), point(2, Double.NaN), point(3, 1), point(4, 0));

        assertThat(paths(svg, "c0 d0").get(0)).containsPattern("^M[^M]*M[^M]*$");
        assertThat(paths(svg, "mark c0 d0")).hasSize(1).first().asString().startsWith("M2335 75");
    }

    @Test
    void a_point_that_stands_alone_is_seen() {
        assertThat(paths(chart(point(0, 1)), "c0 d0")).containsExactly("M620 1120m-22 0l22 -22 22 22-22 22z");
    }

    @Test
    void a_spike_within_a_bucket_is_in_the_band() {
        Curve.Bucket spike = new Curve.Bucket(5, 9, 0, 0, 1, 1, 0, 10, 1, 5, 0);

        String svg = chart(point(0, 1), spike, point(10, 1));

        // to the top edge and down again
        assertThat(paths(svg, "band c0 d0")).hasSize(1).first().asString().startsWith("M620 1928l3150 -1818 350 1818");
    }

    @Test
    void infinities_are_marked_at_the_edges_and_do_not_stretch_the_axis() {
        String svg =
                chart(point(0, 1), point(1, Double.POSITIVE_INFINITY), point(2, Double.NEGATIVE_INFINITY), point(3, 2));

        assertThat(paths(svg, "mark c0 d0")).hasSize(1).first().asString().contains("h70l-35 -60z", "h70l-35 60z");
        assertThat(svg).contains("values from 1 to 2");
    }

    @Test
    void nothing_but_nan_is_a_chart_too() {
        String svg = chart(point(0, Double.NaN), point(1, Double.NaN));

        assertThat(paths(svg, "c0 d0")).isEmpty();
        assertThat(paths(svg, "mark c0 d0")).hasSize(1);
    }

    @Test
    void numbers_of_lines_that_end_at_one_place_stand_apart() {
        List<LineChart.Line> lines = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            lines.add(new LineChart.Line(i, "c" + i, true, List.of(point(0, 5), point(1, 0))));
        }

        String svg = new LineChart("c0", "loss", lines).render();

        List<Integer> places = Pattern.compile("y=\"(\\d+)\" class=\"end")
                .matcher(svg)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .sorted()
                .toList();
        assertThat(places).hasSize(20).doesNotHaveDuplicates().allMatch(y -> y > 110 && y < 2_200);
    }
}
