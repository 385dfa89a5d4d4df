package io.github.djltracker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VariationTest {
    @Test
    void what_not_all_have_differs() {
        Variation of = Variation.of(List.of(Map.of("a", "1"), Map.of("a", "1", "b", "2")));

        assertThat(of.differing()).containsExactly("b");
        assertThat(of.same()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void of_one_nothing_differs() {
        assertThat(Variation.of(List.of(Map.of("a", "1"))).differing()).isEmpty();
    }

    @Test
    void another_value_differs() {
        assertThat(Variation.of(List.of(Map.of("a", "1"), Map.of("a", "2"))).differing())
                .containsExactly("a");
    }
}
