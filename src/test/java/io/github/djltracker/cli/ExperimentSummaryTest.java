package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.cli.view.ExperimentSummary;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.memory.InMemoryTracker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ExperimentSummaryTest {
    private static final String CNN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String MLP = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    private final ManualClock clock = new ManualClock(Entries.TIME);
    private final Models models =
            new InMemoryTracker(clock).experiment("digits").models();

    @Test
    void tells_of_models_runs_and_the_loss() {
        digits();

        ExperimentSummary summary = ExperimentSummary.of(models);

        Locales.each(() -> {
            Golden.check(ExperimentSummaryTest.class, "summary.txt", summary.toString());
            Golden.check(ExperimentSummaryTest.class, "summary-ascii.txt", printed(summary));
            Golden.check(ExperimentSummaryTest.class, "summary-narrow.txt", summary.render(60, true));
        });
    }

    @Test
    void is_read_the_same_in_every_locale() {
        digits();

        Locales.each(() -> Golden.check(
                ExperimentSummaryTest.class,
                "summary.txt",
                ExperimentSummary.of(models).toString()));
    }

    @Test
    void tells_of_one_model_with_one_run_briefly() {
        run(id(1), MLP, null, null);
        models.append(id(1), points(1, "WEIRD LOSSES", 0, 50, 3));
        clock.advance(Duration.ofSeconds(4));
        models.append(id(1), Entries.end(2, RunStatus.FINISHED));

        Golden.check(
                ExperimentSummaryTest.class,
                "summary-one.txt",
                ExperimentSummary.of(models).toString());
    }

    @Test
    void tells_of_an_experiment_without_anything() {
        assertThat(ExperimentSummary.of(models).toString()).isEqualTo("digits: 0 models, 0 runs\n");

        models.create(CNN);
        assertThat(ExperimentSummary.of(models).render(80, true)).isEqualTo("""
                        digits: 1 model, 0 runs

                        model  hash          modules  runs  step
                        -----  ------------  -------  ----  ----
                               9f86d081884c        0  none     0
                        """);

        run(id(1), CNN, null, null);
        assertThat(ExperimentSummary.of(models).toString()).contains("RUNNING").contains("none");
    }

    @Test
    void shows_the_latest_runs_where_there_are_many() {
        for (int i = 0; i < 30; i++) {
            run(id(i), MLP, null, null);
            models.append(id(i), points(1, "loss", 0, 5, i));
        }

        String text = ExperimentSummary.of(models).toString();

        assertThat(text).contains("digits: 1 model, 30 runs").contains("and 4 earlier runs");
        assertThat(text.lines().filter(line -> line.contains("RUNNING  0 to 4")))
                .hasSize(26);
    }

    @Test
    void shows_metrics_that_were_logged_by_hand() {
        models.create(MLP).metrics().log("score", 1);
        assertThat(ExperimentSummary.of(models).toString()).doesNotContain("score");

        models.read(MLP).orElseThrow().metrics().log("score", 1, 5);
        assertThat(ExperimentSummary.of(models).toString()).contains("score (* logged manually)");
    }

    @Test
    void refuses_null() {
        assertThatThrownBy(() -> ExperimentSummary.of(Bad.nothing(Models.class)))
                .isInstanceOf(NullPointerException.class);
    }

    private void digits() {
        run(id(1), CNN, "LeNet \u732b", null);
        models.append(id(1), epoch(1, 0, 200, 2.3));
        models.append(id(1), Entries.end(2, RunStatus.INTERRUPTED));
        run(id(2), CNN, "ignored", new ResumePoint(id(1), 180));
        models.append(id(2), epoch(1, 181, 220, 1));
        clock.advance(Duration.ofMinutes(3));
        models.append(
                id(2),
                new RunEnd(
                        2,
                        RunStatus.FAILED,
                        Entries.TIME.plusSeconds(75),
                        Map.of("queue full", 12L, "disk full", 3L),
                        "java.lang.IllegalStateException: out of memory\n  at Trainer.step"));
        run(id(3), MLP, null, null);
        models.append(id(3), epoch(1, 0, 150, 1.5));
        clock.advance(Duration.ofHours(2));
        models.append(id(3), Entries.points(2, "heap", "system", 149, 1e9));
    }

    private void run(UUID run, String hash, @Nullable String name, @Nullable ResumePoint resumedFrom) {
        models.append(
                run,
                new RunStart(
                        run,
                        "digits",
                        hash,
                        name,
                        null,
                        List.of(Entries.module("conv", "k", 5), Entries.module("fc", "k", 10)),
                        clock.instant(),
                        resumedFrom,
                        Map.of()));
    }

    /** A falling loss with some NaNs, and the metrics at the end of an epoch. */
    private static RunBatch epoch(long sequence, long from, int steps, double loss) {
        double[] losses = new double[steps];
        Arrays.setAll(losses, i -> i % 50 == 49 ? Double.NaN : loss * Math.exp(-i / 60.0) * (1 + 0.1 * Math.sin(i)));
        long[] all = new long[steps];
        Arrays.setAll(all, i -> from + i);
        long[] last = {from + steps - 1};
        return Entries.batch(
                sequence,
                IterationColumns.NONE,
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "train", all, losses),
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "train_epoch", last, loss / 10),
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "validate", last, loss / 9),
                Entries.series(sequence, "Accuracy", "train_epoch", last, 1 - loss / 50),
                Entries.series(sequence, "Accuracy", "validate", last, 1 - loss / 40),
                Entries.series(sequence, "learning_rate", "train", last, 0.001));
    }

    private static RunBatch points(long sequence, String name, long from, int steps, double value) {
        double[] values = new double[steps];
        Arrays.setAll(values, i -> value / (i + 1));
        return Entries.points(sequence, name, "train", from, values);
    }

    private static UUID id(int number) {
        return new UUID(0x1000_0000_0000_4000L + ((long) number << 32), 0x8000_0000_0000_0000L + number);
    }

    private static String printed(ExperimentSummary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        summary.print(new PrintStream(bytes, true, US_ASCII), US_ASCII);
        return bytes.toString(UTF_8);
    }
}
