package io.github.djltracker.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class TextCurveTest {
    private static final TextCurve TWO = new TextCurve(
            "loss, train", List.of(line('a', 100, x -> 2.5 * Math.exp(-4 * x)), line('b', 140, x -> 2 - 1.5 * x)));

    @Test
    void draws_lines_with_their_marks_at_the_end() {
        Locales.each(() -> {
            Golden.check(TextCurveTest.class, "curve.txt", TWO.render(80, false));
            Golden.check(TextCurveTest.class, "curve-ascii.txt", TWO.render(80, true));
        });
    }

    @Test
    void a_nan_leaves_a_gap_and_an_infinity_touches_the_edge() {
        TextCurve curve = new TextCurve(
                "m",
                List.of(new TextCurve.Line(
                        'a',
                        List.of(
                                bucket(0, 1),
                                bucket(1, 2),
                                bucket(2, Double.NaN),
                                bucket(3, 1.5),
                                bucket(4, Double.POSITIVE_INFINITY),
                                bucket(5, Double.NEGATIVE_INFINITY),
                                bucket(6, 1.5)))));

        Golden.check(TextCurveTest.class, "curve-gaps.txt", curve.render(40, true));
    }

    @Test
    void a_spike_within_a_bucket_is_drawn() {
        Curve.Bucket spike = new Curve.Bucket(1, 9, 0, 0, 1, 1, 1, 100, 5, 9, 0);

        String text = new TextCurve("m", List.of(new TextCurve.Line('a', List.of(bucket(0, 1), spike, bucket(10, 1)))))
                .render(60, true);

        assertThat(text.lines().skip(1).limit(9)).allMatch(line -> line.contains("a"));
        assertThat(text).contains("100 |");
    }

    @Test
    void draws_what_there_is_hardly_anything_of() {
        assertThat(curve().render(80, false)).isEqualTo("m: no points\n");
        assertThat(curve(bucket(0, Double.NaN)).render(80, false)).isEqualTo("m (1 NaN): all values are NaN\n");
        assertThat(curve(bucket(7, 0.25)).render(80, true)).contains("0.25 |").contains("      7\n");
        assertThat(curve(bucket(0, Double.POSITIVE_INFINITY)).render(80, true)).contains("a");
        assertThat(curve(bucket(0, -Double.MAX_VALUE), bucket(9007199254740991L, Double.MAX_VALUE))
                        .render(80, true))
                .contains("1.798e308 |")
                .contains("9007199254740991\n");
    }

    @Test
    void is_no_wider_than_told() {
        for (int width : new int[] {30, 40, 79, 80, 200}) {
            assertThat(TWO.render(width, false).lines()).allMatch(line -> line.length() <= width);
            assertThat(TWO.render(width, true).lines()).allMatch(line -> line.length() <= width);
        }
        assertThat(TWO.render(1, true)).isNotEmpty();
    }

    private static TextCurve curve(Curve.Bucket... buckets) {
        return new TextCurve("m", List.of(new TextCurve.Line('a', List.of(buckets))));
    }

    private static TextCurve.Line line(char mark, int points, DoubleUnaryOperator value) {
        List<Curve.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            buckets.add(bucket(i, value.applyAsDouble(i / (points - 1.0))));
        }
        return new TextCurve.Line(mark, buckets);
    }

    private static Curve.Bucket bucket(long step, double value) {
        return new Curve.Bucket(step, step, 0, 0, value, value, value, value, value, 1, Double.isNaN(value) ? 1 : 0);
    }
}
