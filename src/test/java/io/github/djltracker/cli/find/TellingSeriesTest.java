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
}
