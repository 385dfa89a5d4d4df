package io.github.djltracker.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.alert.Standing.Measured;
import io.github.djltracker.domain.alert.Standing.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertRulesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant NOW = BEGIN.plus(Duration.ofHours(1));

    @Test
    void a_run_that_goes_on_as_it_should_has_no_alert() {
        Standing run = running(steps(1_000, NOW), measured("SoftmaxCrossEntropyLoss", "validate", 0.3, 0.2, 2.3));

        assertThat(AlertRules.DEFAULTS.judge(run)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_loss_that_is_no_number_has_diverged_in_any_phase(double last) {
        assertThat(judged(measured("L2Loss", "train", last, 0.2, 2.3)))
                .containsExactly(new Alert(AlertKind.DIVERGED, "L2Loss@train is " + last + " at step 120", NOW));
    }

    @Test
    void a_loss_of_nothing_but_nan_has_diverged() {
        assertThat(judged(measured("loss", "", Double.NaN, Double.NaN, Double.NaN)))
                .extracting(Alert::message)
                .containsExactly("loss is NaN at step 120");
    }

    @Test
    void other_metrics_may_be_nan() {
        assertThat(judged(measured("AUC", "validate", Double.NaN, 0.5, 0.7))).isEmpty();
    }

    @Test
    void a_loss_that_is_far_above_its_best_has_diverged_and_says_how_far() {
        assertThat(judged(measured("loss", "validate", 4, 0.16, 5)))
                .extracting(Alert::kind, Alert::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        AlertKind.DIVERGED, "loss@validate is 4.0 at step 120, 25.0 times its best, 0.16"));
    }

    @ParameterizedTest
    @CsvSource({
        "ten times its best is not yet far, validate, 2.0, 0.2, 5",
        "single batches differ, train, 4.0, 0.16, 5",
        "a best of zero has no multiple, validate, 4.0, 0.0, 5",
        "a loss may be negative, validate, 4.0, -3.0, 5",
        "it is small beside where it began, validate, 0.02, 0.001, 5",
    })
    void a_loss_has_not_diverged_where(String why, String phase, double last, double min, double max) {
        assertThat(judged(measured("loss", phase, last, min, max))).as(why).isEmpty();
    }

    @Test
    void several_losses_that_diverged_are_one_alert() {
        Standing run = running(
                steps(10, NOW),
                measured("a_loss", "train", Double.NaN, 1, 2),
                measured("b_loss", "train", Double.NaN, 1, 2),
                measured("c_loss", "train", Double.NaN, 1, 2));

        assertThat(AlertRules.DEFAULTS.judge(run))
                .extracting(Alert::message)
                .containsExactly("a_loss@train is NaN at step 120; 2 more");
    }

    @Test
    void a_run_that_speaks_without_a_step_stands_still() {
        Instant stopped = NOW.minus(Duration.ofMinutes(11));
        Standing run = running(steps(1_000, stopped), measured("heap_bytes", "system", 1, 1, 1));

        assertThat(AlertRules.DEFAULTS.judge(run)).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.STALLED);
            assertThat(alert.message()).startsWith("it is stuck at step 999; a step usually takes 2.94");
            assertThat(alert.time()).isEqualTo(stopped);
        });
    }

    @Test
    void a_run_of_slow_steps_is_given_ten_of_them() {
        Instant stopped = NOW.minus(Duration.ofMinutes(20));
        Standing run = running(
                new Steps(20, 19, stopped.minus(Duration.ofMinutes(57)), stopped),
                measured("heap_bytes", "system", 1, 1, 1));

        assertThat(AlertRules.DEFAULTS.judge(run)).isEmpty();
    }

    @Test
    void a_clock_that_is_an_hour_behind_makes_no_run_stand_still() {
        Instant there = NOW.minus(Duration.ofHours(1));
        Standing run = running(steps(1_000, there), new Measured("heap_bytes", "system", 999, there, 1, 1, 1));

        assertThat(AlertRules.DEFAULTS.judge(run)).isEmpty();
    }

    @Test
    void a_run_that_ended_does_not_stand_still() {
        Instant stopped = NOW.minus(Duration.ofMinutes(30));
        Standing run = new Standing(
                NOW,
                NOW,
                false,
                NOW,
                Map.of(),
                steps(1_000, stopped),
                List.of(measured("heap_bytes", "system", 1, 1, 1)));

        assertThat(AlertRules.DEFAULTS.judge(run)).isEmpty();
    }

    @Test
    void a_lost_run_is_lost_and_nothing_else() {
        Instant seen = NOW.minus(Duration.ofMinutes(30));
        Standing run = new Standing(NOW, seen, true, null, Map.of(), steps(1_000, seen), List.of());

        assertThat(AlertRules.DEFAULTS.judge(run))
                .containsExactly(new Alert(AlertKind.LOST, "it has not ended, and no longer sends entries", seen));
    }

    @Test
    void points_that_were_lost_are_told_with_their_reasons() {
        Standing run = new Standing(NOW, NOW, false, NOW, Map.of("rejected", 2L, "buffer_full", 40L), null, List.of());

        assertThat(AlertRules.DEFAULTS.judge(run))
                .containsExactly(new Alert(
                        AlertKind.LOST_POINTS,
                        "points that could not be recorded: 42: {buffer_full=40, rejected=2}",
                        NOW));
    }

    @Test
    void points_that_are_lost_are_told_while_the_run_goes_on() {
        assertThat(judged(measured("lost_points", "system", 7, 0, 7)))
                .extracting(Alert::message)
                .containsExactly("points that could not be recorded: 7 so far");
    }

    @Test
    void an_outbox_that_fills_is_told_while_the_run_goes_on() {
        assertThat(judged(measured("outbox_fill", "system", 0.83, 0, 0.83)))
                .extracting(Alert::message)
                .containsExactly("its outbox is 83 % full at step 120");
        assertThat(judged(measured("outbox_fill", "system", 0.79, 0, 0.9))).isEmpty();
    }

    @Test
    void rules_are_read_from_a_file() {
        AlertRules rules = AlertRulesFile.parse("""
                # ours
                stalled = off
                diverged.metrics = *perplexity*, LOSS
                diverged.factor = 3
                diverged.phases = train
                stalled.intervals = 5
                stalled.after = 90s
                lost_points.from = 100
                outbox.fill = 0.5
                dead = off
                exploding = off
                parameters.names = *kernel*
                dead.zeros = 0.5
                vanishing.norm = 1e-9
                exploding.norm = 100
                exploding.ratio = 0.1
                """);

        assertThat(rules.kinds())
                .containsExactlyInAnyOrder(
                        AlertKind.DIVERGED,
                        AlertKind.VANISHING,
                        AlertKind.LOST,
                        AlertKind.LOST_POINTS,
                        AlertKind.OUTBOX);
        assertThat(rules.parameters()).isEqualTo(new ParameterRules(NamePatterns.of("*kernel*"), 0.5, 1e-9, 100, 0.1));
        assertThat(rules.metrics().matches("Perplexity_2")).isTrue();
        assertThat(rules.metrics().matches("loss")).isTrue();
        assertThat(rules.metrics().matches("L2Loss")).isFalse();
        assertThat(rules.factor()).isEqualTo(3);
        assertThat(rules.factorPhases()).containsExactly("train");
        assertThat(rules.intervals()).isEqualTo(5);
        assertThat(rules.stalledAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(rules.lostPoints()).isEqualTo(100);
        assertThat(rules.outboxFill()).isEqualTo(0.5);
        assertThat(AlertRulesFile.parse("")).isEqualTo(AlertRules.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diverged.facto=3 | diverged.facto is not a rule",
                "stalled=maybe | stalled=maybe: it must be on or off",
                "diverged.factor=x | diverged.factor=x: it must be a number",
                "diverged.factor=1 | diverged.factor 1.0 is out of range: more than 1",
                "diverged.factor=NaN | diverged.factor NaN is out of range: more than 1",
                "stalled.after=10 minutes | stalled.after=10 minutes: it must be a duration such as 90s, 10m, 2h or 1d",
                "stalled.intervals=0 | stalled.intervals 0.0 is out of range: 1 or more",
                "lost_points.from=0 | lost_points.from 0 is out of range: 1 or more",
                "lost_points.from=1.5 | lost_points.from=1.5: it must be an integer",
                "outbox.fill=80 | outbox.fill 80.0 is out of range: more than 0, at most 1",
                "dead.zeros=0 | dead.zeros 0.0 is out of range: more than 0, at most 1",
                "vanishing.norm=-1 | vanishing.norm -1.0 is out of range: 0 or more",
                "exploding.norm=0 | exploding.norm 0.0 is out of range: more than 0",
                "exploding.ratio=NaN | exploding.ratio NaN is out of range: more than 0",
                "parameters.names= | parameters.names=: it must be a list of names, separated by commas",
                "diverged.metrics=, | diverged.metrics=,: it must be a list of names, separated by commas",
            })
    void what_is_not_allowed_is_refused_with_what_is(String line, String message) {
        assertThatThrownBy(() -> AlertRulesFile.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static List<Alert> judged(Measured series) {
        return AlertRules.DEFAULTS.judge(running(steps(100, NOW), series));
    }

    private static Standing running(Steps steps, Measured... series) {
        return new Standing(NOW, NOW, false, null, Map.of(), steps, List.of(series));
    }

    private static Steps steps(long count, Instant last) {
        return new Steps(count, count - 1, BEGIN, last);
    }

    private static Measured measured(String name, String phase, double last, double min, double max) {
        return new Measured(name, phase, 120, NOW, last, min, max);
    }
}
