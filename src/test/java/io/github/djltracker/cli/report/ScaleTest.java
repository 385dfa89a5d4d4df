package io.github.djltracker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaleTest {
    @Test
    void ticks_are_round() {
        assertThat(Scale.of(0.13, 2.4, 0, 100).ticks()).containsExactly(1.0, 2.0);
        assertThat(Scale.of(0, 1, 0, 100).ticks()).containsExactly(0.0, 0.5, 1.0);
        assertThat(Scale.of(-3, 9, 0, 100).ticks()).containsExactly(0.0, 5.0);
        assertThat(Scale.ofSteps(0, 3_000, 0, 100).ticks()).containsExactly(0.0, 1_000.0, 2_000.0, 3_000.0);
    }

    @Test
    void values_lie_between_the_ends() {
        Scale down = Scale.of(0, 10, 200, 100);

        assertThat(down.place(0)).isEqualTo(200);
        assertThat(down.place(2.5)).isEqualTo(175);
        assertThat(down.place(10)).isEqualTo(100);
        assertThat(down.place(Double.POSITIVE_INFINITY)).isEqualTo(100);
        assertThat(down.place(Double.NEGATIVE_INFINITY)).isEqualTo(200);
    }

    @Test
    void what_goes_over_three_powers_of_ten_is_seen_by_its_logarithm() {
        Scale scale = Scale.of(0.001, 10, 0, 400);

        assertThat(scale.isLog()).isTrue();
        assertThat(scale.ticks()).containsExactly(0.001, 0.01, 0.1, 1.0, 10.0);
        assertThat(scale.place(0.1)).isEqualTo(200);
        assertThat(Scale.of(0, 10, 0, 400).isLog()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-7, -7",
        "1e300, 1.0000001e300",
        "-1.7e308, 1.7e308",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "4.9e-324, 4.9e-324",
        "4.9e-324, 1.7e308",
        "-4.9e-324, 4.9e-324",
        "9007199254740990, 9007199254740991",
        "0.1, 0.10000000000000002"
    })
    void any_two_numbers_have_ticks_and_a_place(double least, double greatest) {
        Scale scale = Scale.of(least, greatest, 0, 1_000);

        assertThat(scale.ticks())
                .hasSizeBetween(2, 10)
                .allMatch(Double::isFinite)
                .isSorted();
        assertThat(scale.place(least)).isBetween(0, 1_000);
        assertThat(scale.place(greatest)).isBetween(scale.place(least), 1_000);
    }
}
