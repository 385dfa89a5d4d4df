package io.github.djltracker.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Locales;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FormatTest {
    @Test
    void numbers_have_four_digits_in_every_locale() {
        Locales.each(() -> {
            assertThat(Format.number(0.123456)).isEqualTo("0.1235");
            assertThat(Format.number(1234567)).isEqualTo("1235000");
            assertThat(Format.number(0.5)).isEqualTo("0.5");
            assertThat(Format.number(-2)).isEqualTo("-2");
            assertThat(Format.number(100)).isEqualTo("100");
            assertThat(Format.number(0.0001)).isEqualTo("0.0001");
            assertThat(Format.number(0.00009)).isEqualTo("9e-5");
            assertThat(Format.number(9_999_999)).isEqualTo("1e7");
            assertThat(Format.number(1e300)).isEqualTo("1e300");
            assertThat(Format.number(-Double.MIN_VALUE)).isEqualTo("-4.9e-324");
            assertThat(Format.number(Double.MAX_VALUE)).isEqualTo("1.798e308");
        });
    }

    @Test
    void numbers_that_are_none_say_so() {
        assertThat(Format.number(Double.NaN)).isEqualTo("NaN");
        assertThat(Format.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
        assertThat(Format.number(-0.0)).isEqualTo("0");
    }

    @Test
    void durations_have_two_units() {
        Locales.each(() -> {
            assertThat(Format.duration(Duration.ZERO)).isEqualTo("0.0 s");
            assertThat(Format.duration(Duration.ofMillis(-5))).isEqualTo("0.0 s");
            assertThat(Format.duration(Duration.ofMillis(59_999))).isEqualTo("59.9 s");
            assertThat(Format.duration(Duration.ofSeconds(64))).isEqualTo("1 min 04 s");
            assertThat(Format.duration(Duration.ofMinutes(61))).isEqualTo("1 h 01 min");
            assertThat(Format.duration(Duration.ofHours(1000))).isEqualTo("41 d 16 h");
        });
    }
}
