package io.github.djltracker.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterMetricsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight_norm/01Linear_weight",
                "gradient_non_finite/03BatchNorm_gamma",
                "update_ratio/w",
                "weight_std/a/b"
            })
    void a_statistic_with_a_parameter_behind_it_tells_of_a_parameter(String name) {
        assertThat(ParameterMetrics.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss",
                "weight_norm",
                "weight_norm/",
                "weight_decay/a",
                "my_weight_norm/a",
                "update_ratio_2/a",
                ""
            })
    void other_names_do_not(String name) {
        assertThat(ParameterMetrics.isName(name)).isFalse();
    }
}
