package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.alert.AlertRulesFile;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts of runs are the same wherever runs are read from a store. */
interface AlertsContract {
    String HASH = "a".repeat(64);

    SqlStore store();

    ManualClock clock();

    @AfterEach
    default void usualRules() {
        store().judgeBy(AlertRules.DEFAULTS);
    }

    @Test
    default void a_loss_that_became_nan_marks_its_run_wherever_it_is_read() {
        UUID run = started();
        store().logs().append(run, Entries.points(1, "SoftmaxCrossEntropyLoss", "train", 0, 2.3, 1.5, Double.NaN));

        assertThat(alerts(run))
                .containsExactly(new Alert(
                        AlertKind.DIVERGED,
                        "SoftmaxCrossEntropyLoss@train is NaN at step 2",
                        Entries.TIME.plusMillis(1_002)));

        store().logs().append(run, Entries.end(2, RunStatus.FINISHED));
        assertThat(alerts(run)).extracting(Alert::kind).containsExactly(AlertKind.DIVERGED);
    }

    @Test
    default void a_loss_that_recovers_takes_its_mark_away() {
        UUID run = started();
        store().logs().append(run, Entries.points(1, "loss", "validate", 0, 1.0, 0.1, 1.5));
        assertThat(alerts(run)).extracting(Alert::kind).containsExactly(AlertKind.DIVERGED);

        store().logs().append(run, Entries.points(2, "loss", "validate", 3, 0.2));

        assertThat(alerts(run)).isEmpty();
    }

    @Test
    default void what_is_packed_and_what_waits_are_judged_together() {
        UUID run = started();
        double[] many = new double[5_000];
        Arrays.fill(many, 0.1);
        store().logs().append(run, Entries.points(1, "loss", "validate", 0, many));
        store().logs().append(run, Entries.points(2, "loss", "validate", 5_000, 7));

        assertThat(alerts(run))
                .extracting(Alert::message)
                .containsExactly("loss@validate is 7.0 at step 5000, 70.0 times its best, 0.1");
    }

    @Test
    default void each_run_has_its_own_alerts() {
        UUID good = started();
        UUID bad = started();
        store().logs().append(good, Entries.points(1, "loss", "train", 0, 1));
        store().logs().append(bad, Entries.points(1, "loss", "train", 0, Double.POSITIVE_INFINITY));
        store().logs().append(good, Entries.end(2, RunStatus.FINISHED));

        assertThat(alerts(good)).isEmpty();
        assertThat(alerts(bad)).hasSize(1);
    }

    @Test
    default void a_run_that_speaks_without_a_step_stands_still_and_then_goes_on() {
        UUID run = started();
        store().logs().append(run, Entries.iterations(1, 0, 1, 2));
        long[] later = {Entries.TIME.plus(Duration.ofMinutes(11)).toEpochMilli()};
        SeriesColumns heap = new SeriesColumns("heap_bytes", "system", new long[] {2}, later, new double[] {1});
        store().logs().append(run, Entries.batch(2, IterationColumns.NONE, heap));

        assertThat(alerts(run))
                .containsExactly(new Alert(
                        AlertKind.STALLED,
                        "it is stuck at step 2; a step usually takes 0.001 s",
                        Entries.TIME.plusMillis(1_002)));

        IterationColumns next = new IterationColumns(new long[] {3}, new int[] {1}, later);
        store().logs().append(run, Entries.batch(3, next));
        assertThat(alerts(run)).isEmpty();
    }

    @Test
    default void a_run_that_falls_silent_is_lost_with_an_alert() {
        UUID run = started();
        store().logs().append(run, Entries.iterations(1, 0, 1, 2));
        clock().advance(Duration.ofSeconds(61));

        assertThat(alerts(run)).extracting(Alert::kind).containsExactly(AlertKind.LOST);

        store().logs().append(run, Entries.iterations(2, 3));
        assertThat(alerts(run)).isEmpty();
    }

    @Test
    default void points_that_were_lost_are_told_after_the_end() {
        UUID run = started();
        store().logs().append(run, new RunEnd(1, RunStatus.FINISHED, Entries.TIME, Map.of("buffer_full", 12L), null));

        assertThat(alerts(run))
                .extracting(Alert::message)
                .containsExactly("points that could not be recorded: 12: {buffer_full=12}");
    }

    @Test
    default void parameters_are_judged_while_a_run_goes_on_and_after_its_end() {
        UUID run = started();
        store().logs().append(run, Entries.points(1, "gradient_zeros/01Linear_weight", "train", 0, 0.5, 1));
        store().logs().append(run, Entries.points(2, "gradient_norm/03Linear_weight", "train", 0, 1, 1e-9));
        List<Alert> wanted = List.of(
                new Alert(
                        AlertKind.DEAD,
                        "01Linear_weight: 100 % of its gradients are 0 at step 1",
                        Entries.TIME.plusMillis(1_001)),
                new Alert(
                        AlertKind.VANISHING,
                        "03Linear_weight: the norm of its gradient is 1.0E-9 at step 1",
                        Entries.TIME.plusMillis(2_001)));

        assertThat(alerts(run)).isEqualTo(wanted);

        store().logs().append(run, Entries.end(3, RunStatus.FINISHED));
        assertThat(alerts(run)).isEqualTo(wanted);
        store().judgeBy(AlertRulesFile.parse("dead=off\nvanishing.norm=1e-12"));
        assertThat(alerts(run)).isEmpty();
    }

    @Test
    default void other_rules_judge_the_same_runs_otherwise() {
        UUID run = started();
        store().logs().append(run, Entries.points(1, "50%_Perplexität", "validate", 0, 10, 31));
        store().logs().append(run, Entries.points(2, "50x_Perplexität", "validate", 0, 10, 31));
        store().logs().append(run, Entries.end(3, RunStatus.FINISHED));
        assertThat(alerts(run)).isEmpty();

        store().judgeBy(AlertRulesFile.parse("diverged.factor=3\ndiverged.metrics=*%_PERPLEXITÄT"));

        assertThat(alerts(run))
                .extracting(Alert::message)
                .containsExactly("50%_Perplexität@validate is 31.0 at step 1, 3.1 times its best, 10.0");
    }

    private UUID started() {
        UUID run = UUID.randomUUID();
        store().logs().append(run, Entries.start(run, "alerts", HASH));
        return run;
    }

    /** The alerts of a run, after checking that they are the same in each way to read it. */
    private List<Alert> alerts(UUID id) {
        Experiment experiment = store().experiment("alerts");
        Model model = experiment.models().read(HASH).orElseThrow();
        List<Alert> alerts = model.runs().read(id).orElseThrow().alerts();
        assertThat(of(model.runs().list(), id)).isEqualTo(alerts);
        assertThat(of(
                        experiment.runs().find(RunQuery.all()).stream()
                                .map(FoundRun::run)
                                .toList(),
                        id))
                .isEqualTo(alerts);
        return alerts;
    }

    private static List<Alert> of(List<Run> runs, UUID id) {
        return runs.stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow()
                .alerts();
    }
}
