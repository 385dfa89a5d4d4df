package io.github.djltracker.structure.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-2.5, -2.5",
        "0.1, 0.1",
        "1.0E23, 1e+23",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "4.9E-324, 5e-324",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2.0E-3, 0.002",
        "1.0E-6, 0.000001",
        "1.0E-7, 1e-7",
        "1.2345E20, 123450000000000000000",
        "1.0E21, 1e+21",
        "9.007199254740993E15, 9007199254740992",
        "2.0E-44, 2e-44",
        "5.684341886080802E-14, 5.684341886080802e-14",
        "NaN, '\"NaN\"'",
        "Infinity, '\"Infinity\"'",
        "-Infinity, '\"-Infinity\"'",
    })
    void writes_doubles(double value, String text) {
        assertThat(CanonicalNumber.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2e-3, 0.002",
        "1e-5, 0.00001",
        "0.3, 0.3",
        "3.4028235E38, 3.4028235e+38",
        "1.4E-45, 1e-45",
        "16777216, 16777216",
        "-0.0, -0",
        "NaN, '\"NaN\"'",
    })
    void writes_floats(float value, String text) {
        assertThat(CanonicalNumber.of(value)).isEqualTo(text);
    }

    @Test
    void gives_every_number_back_in_any_locale() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            for (int i = 0; i < 20_000; i++) {
                double value = Double.longBitsToDouble(random.nextLong());
                float single = Float.intBitsToFloat(random.nextInt());
                if (Double.isFinite(value) && Float.isFinite(single)) {
                    assertThat(Double.parseDouble(CanonicalNumber.of(value))).isEqualTo(value);
                    assertThat(Float.parseFloat(CanonicalNumber.of(single))).isEqualTo(single);
                    assertThat(CanonicalNumber.of(value).length())
                            .isLessThanOrEqualTo(Double.toString(value).length() + 4);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
