package io.github.djltracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.Entries;
import org.junit.jupiter.api.Test;

class RunBatchesTest {
    @Test
    void histograms_are_no_metrics_of_mlflow() {
        long[] steps = {1};

        assertThat(RunBatches.metrics(Entries.batch(
                        1,
                        IterationColumns.NONE,
                        Entries.series(1, "loss", "train", steps, 1),
                        Entries.series(1, "gradient_histogram/a", "histogram", steps, 1),
                        Entries.series(1, "gradient_histogram/a", "train", steps, 1),
                        Entries.series(1, "mine", "histogram", steps, 1))))
                .extracting(SeriesColumns::name, SeriesColumns::phase)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gradient_histogram/a", "train"),
                        org.assertj.core.groups.Tuple.tuple("loss", "train"),
                        org.assertj.core.groups.Tuple.tuple("mine", "histogram"));
    }
}
