package io.github.djltracker.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.alert.Standing.Measured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gradient_zeros | 0.99 | DEAD | 99 % of its gradients are 0",
                "gradient_zeros | 0.99514 | DEAD | 99.51 % of its gradients are 0",
                "weight_zeros | 1 | DEAD | 100 % of its values have become 0",
                "gradient_norm | 9.9e-8 | VANISHING | the norm of its gradient is 9.9E-8",
                "gradient_norm | 10001 | EXPLODING | the norm of its gradient is 10000.0",
                "gradient_norm | NaN | EXPLODING | the norm of its gradient is NaN",
                "gradient_norm | Infinity | EXPLODING | the norm of its gradient is Infinity",
                "weight_non_finite | 0.25 | EXPLODING | 25 % of its values are NaN or infinite",
                "gradient_non_finite | 0.001 | EXPLODING | 0.1 % of its gradients are NaN or infinite",
                "update_ratio | 1.5 | EXPLODING | the step changed it by 1.5 times its norm",
            })
    void what_is_wrong_with_a_weight_is_said_in_words(String metric, double last, AlertKind kind, String text) {
        assertThat(judged(measured(metric, "02Conv_weight", last)))
                .containsExactly(new Alert(kind, "02Conv_weight: " + text + " at step 120", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "gradient_zeros, 0.98",
        "weight_zeros, 0.98",
        "gradient_norm, 1e-7",
        "gradient_norm, 0",
        "gradient_norm, 10000",
        "weight_non_finite, 0",
        "update_ratio, 1",
        "update_ratio, 1e-12",
        "weight_mean, NaN",
    })
    void a_weight_at_the_bounds_is_well(String metric, double last) {
        assertThat(judged(measured(metric, "02Conv_weight", last))).isEmpty();
    }

    @Test
    void weights_that_have_been_zero_from_the_beginning_are_not_dead() {
        assertThat(judged(new Measured("weight_zeros/a_weight", "train", 120, NOW, 1, 1, 1)))
                .isEmpty();
    }

    @Test
    void biases_and_embeddings_are_not_judged_unless_told() {
        Measured bias = measured("gradient_zeros", "01Conv_bias", 1);

        assertThat(judged(bias, measured("gradient_zeros", "01WordEmbedding_embedding", 0.999)))
                .isEmpty();
        assertThat(AlertRulesFile.parse("parameters.names=*bias").judge(standing(bias)))
                .hasSize(1);
    }

    @Test
    void metrics_of_other_phases_and_other_names_are_not_about_parameters() {
        assertThat(judged(
                        new Measured("gradient_norm/a_weight", "validate", 120, NOW, 1e9, 0, 1e9),
                        new Measured("gradient_norm", "train", 120, NOW, 1e9, 0, 1e9),
                        new Measured("my_gradient_norm/a_weight", "train", 120, NOW, 1e9, 0, 1e9)))
                .isEmpty();
    }

    @Test
    void a_parameter_is_said_once_a_kind_with_the_plainest_sign() {
        assertThat(judged(
                        measured("gradient_norm", "a_weight", Double.NaN),
                        measured("gradient_non_finite", "a_weight", 0.5),
                        measured("update_ratio", "a_weight", 4)))
                .extracting(Alert::message)
                .containsExactly("a_weight: 50 % of its gradients are NaN or infinite at step 120");
    }

    @Test
    void three_parameters_are_named_and_the_others_counted() {
        Measured[] five = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> measured("gradient_norm", "0" + i + "Linear_weight", 1e-9))
                .toArray(Measured[]::new);

        assertThat(judged(five))
                .singleElement()
                .satisfies(alert -> assertThat(alert.message())
                        .isEqualTo("01Linear_weight: the norm of its gradient is 1.0E-9 at step 120;"
                                + " 02Linear_weight: the norm of its gradient is 1.0E-9 at step 120;"
                                + " 03Linear_weight: the norm of its gradient is 1.0E-9 at step 120; 2 more"));
    }

    private static List<Alert> judged(Measured... series) {
        return AlertRules.DEFAULTS.judge(standing(series));
    }

    private static Standing standing(Measured... series) {
        return new Standing(NOW, NOW, false, null, Map.of(), null, List.of(series));
    }

    private static Measured measured(String metric, String parameter, double last) {
        return new Measured(metric + "/" + parameter, "train", 120, NOW, last, 0, 1);
    }
}
