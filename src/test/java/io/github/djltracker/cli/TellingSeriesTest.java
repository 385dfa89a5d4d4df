package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Series;
import io.github.djltracker.testing.Locales;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TellingSeriesTest {
    private final List<Series> series = new ArrayList<>();

    @Test
    void shows_losses_and_accuracies_first_and_machinery_only_where_there_is_nothing_else() {
        add("learning_rate", "train");
        assertThat(columns()).containsExactly("learning_rate train");

        add("heap", "system");
        add("f1", "validate");
        add("Accuracy", "train");
        add("Accuracy", "validate");
        add("SoftmaxCrossEntropyLoss", "train");
        add("SoftmaxCrossEntropyLoss", "train_epoch");
        add("SoftmaxCrossEntropyLoss", "validate");
        assertThat(columns())
                .containsExactly(
                        "SoftmaxCrossEntropyLoss validate",
                        "Accuracy validate",
                        "f1 validate",
                        "SoftmaxCrossEntropyLoss train_epoch");
    }

    @Test
    void draws_the_loss_of_the_training_if_there_is_one() {
        assertThat(TellingSeries.curve(series)).isEmpty();
        add("b", null);
        assertThat(TellingSeries.curve(series)).contains(new TellingSeries.Key("b", null));
        add("my loss", "validate");
        assertThat(TellingSeries.curve(series)).contains(new TellingSeries.Key("my loss", "validate"));
        add("LOSS I", "train");
        Locales.each(() -> assertThat(TellingSeries.curve(series)).contains(new TellingSeries.Key("LOSS I", "train")));
    }

    private void add(String name, @Nullable String phase) {
        series.add(new Series(null, name, phase, 1, 0, 0L, 0L, 1, 1, 1));
    }

    private List<String> columns() {
        return TellingSeries.columns(series).stream()
                .map(key -> key.name() + " " + key.phase())
                .toList();
    }
}
