package io.github.djltracker.cli.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.Series;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TellingSeriesTest {
    private static Series series(String name, double last) {
        return new Series(UUID.randomUUID(), name, "train", 1, 0, 1L, 1L, last, last, last);
    }

    @Test
    void a_learning_rate_that_tells_runs_apart_comes_first() {
        List<TellingSeries.Key> columns = TellingSeries.columns(List.of(
                series("loss", 1), series("learning_rate", 0.1), series("loss", 2), series("learning_rate", 0.01)));

        assertThat(columns).extracting(TellingSeries.Key::name).containsExactly("learning_rate", "loss");
    }

    @Test
    void a_learning_rate_that_is_the_same_in_all_runs_is_left_out() {
        List<TellingSeries.Key> columns = TellingSeries.columns(List.of(
                series("loss", 1), series("learning_rate", 0.1), series("loss", 2), series("learning_rate", 0.1)));

        assertThat(columns).extracting(TellingSeries.Key::name).containsExactly("loss");
    }

    @Test
    void what_tells_of_single_parameters_takes_no_column_and_stands_last() {
        List<Series> all = List.of(
                series("gradient_norm/01LossBlock_weight", 1),
                series("perplexity", 1),
                series("learning_rate", 0.1),
                series("update_ratio/01Linear_weight", 1));

        assertThat(TellingSeries.columns(all))
                .extracting(TellingSeries.Key::name)
                .containsExactly("perplexity");
        assertThat(TellingSeries.sorted(all))
                .extracting(TellingSeries.Key::name)
                .containsExactly(
                        "perplexity",
                        "learning_rate",
                        "gradient_norm/01LossBlock_weight",
                        "update_ratio/01Linear_weight");
    }
}
