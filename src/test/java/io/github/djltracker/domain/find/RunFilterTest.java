package io.github.djltracker.domain.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of filters: which runs match, and which filters are refused. */
final class RunFilterTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static RunValues run() {
        Instant started = NOW.minus(Duration.ofDays(3));
        Run run = new Run(
                new UUID(1, 2),
                RunStatus.FAILED,
                started,
                started.plusSeconds(90),
                started.plusSeconds(90),
                0L,
                99L,
                null,
                Map.of("host", "node-7", "processors", 8L),
                Map.of("full", 3L),
                "it's \"broken\"",
                Annotations.of(List.of(
                        Annotation.tag("team", "vision").at(started),
                        Annotation.tag("baseline").at(started),
                        Annotation.note("tried *twice*").at(started),
                        Annotation.starred(true).at(started))));
        RunValues values = new RunValues(run, "digits", "abc", "ResNet 18");
        values.addSettings(List.of(
                setting(0, "Adam", Map.of("role", "optimizer", "beta1", 0.8, "nesterov", true)),
                setting(50, "Adam", Map.of("role", "optimizer", "beta1", 0.9, "nesterov", true)),
                setting(0, "data", Map.of("batchSize", 32L, "not", "odd", "a b", "c")),
                setting(0, "LOST", Map.of("role", "status", "x", 1L))));
        values.add(series("loss", "validate", 0.5, 0.05, 2), 7L, 0L);
        values.add(series("bad", null, Double.NaN, Double.NaN, Double.NaN), null, null);
        values.add(series("high", "train", Double.POSITIVE_INFINITY, -0.0, Double.POSITIVE_INFINITY), 1L, 2L);
        values.add(series("odd", "validate.min.step", 3, 3, 3), 4L, 4L);
        values.add(series("odd", "validate", 5, 5, 5), 6L, 6L);
        return values;
    }

    private static RunModule setting(long step, String name, Map<String, Object> attributes) {
        return new RunModule(new UUID(1, 2), step, new Module("id", name, attributes));
    }

    private static Series series(String name, @Nullable String phase, double last, double min, double max) {
        return new Series(new UUID(1, 2), name, phase, 10, 0, 0L, 9L, last, min, max);
    }

    private static boolean matches(String filter) {
        return RunFilter.parse(filter, CLOCK).matches(run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = FAILED",
                "status = failed",
                "status in (FINISHED, FAILED)",
                "status not in (FINISHED)",
                "status ~ fail",
                "loss@validate < 0.6",
                "loss@validate.last = 0.5",
                "loss@validate.min <= 5e-2",
                "loss@validate.max > 1.9 and loss@validate.max < 2.1",
                "loss@validate.min.step = 7",
                "loss@validate.min.step > 7 or loss@validate.max.step = 0",
                "loss@validate.last.step = 9",
                "loss@validate.min.step in (6, 7) and loss@validate.min.step != '7'",
                "bad@.last.step = 9",
                "not bad@.min.step >= 0",
                "odd@validate.min.step = 3",
                "odd@validate.min.step.min.step = 4",
                "bad@ = NaN",
                "bad@ = nan",
                "bad@ != 1",
                "high@train > 1e308",
                "high@train = Infinity",
                "high@train.min = 0",
                "optimizer = Adam",
                "optimizer.beta1 = 0.9",
                "optimizer.beta1 != 0.8",
                "optimizer.nesterov = true",
                "data.batchSize in (16, 32)",
                "`data.not` = odd",
                "\"data.a b\" = c",
                "env.host ~ NODE",
                "env.processors >= 8",
                "model ~ \"resnet\"",
                "model !~ vgg",
                "model = 'ResNet 18'",
                "hash = abc",
                "experiment = digits",
                "started > -7d and started < -2d",
                "started >= 2026-03-07 and started < 2026-03-08",
                "started < 2026-03-07T12:00:01",
                "ended = 2026-03-07T12:01:30Z",
                "duration >= 90s and duration < 1.6m",
                "step > 98",
                "lost = 3",
                "error = 'it''s \"broken\"'",
                "not status = FINISHED",
                "not missing = 1",
                "status = FINISHED or status = FAILED and step = 99",
                "(status = FAILED or status = LOST) and not (step < 99 or step > 99)",
                "STATUS = 1 OR step = 99",
                "status = FAILED and setting.status = LOST and status.x = 1",
                "setting.optimizer.beta1 = 0.9",
            })
    void is_true_of_the_run(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status != FAILED",
                "loss@validate < 0.5",
                "loss@validate = '0.5'",
                "loss@train < 1",
                "loss@validate.min.step < 7",
                "loss@validate.min.step = NaN",
                "loss@validate.step = 9",
                "optimizer.step = 9",
                "bad@.min.step != 1",
                "bad@ < 1",
                "bad@ > 1",
                "bad@ != NaN",
                "missing = 1",
                "missing != 1",
                "missing !~ a",
                "optimizer = adam",
                "optimizer.beta1 = 0.8",
                "optimizer > 1",
                "status = FAILED and status = FINISHED",
                "status = FINISHED and step = 99 or step = 1",
                "not not status = LOST",
                "duration > 90s",
                "started > -1d",
            })
    void is_false_of_the_run(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "||; 0; a name is expected here",
                "status; 6; a comparison is expected here",
                "status =; 8; a value is expected here",
                "status = FAILD; 9; the statuses are [RUNNING, FINISHED, FAILED, INTERRUPTED, LOST]",
                "status = FAILED step = 1; 16; \"and\", \"or\" or the end of the filter is expected",
                "(status = FAILED; 0; the parenthesis is not closed",
                "status = FAILED); 15; \"and\", \"or\" or the end of the filter is expected",
                "model = \"a; 8; the quote is not closed",
                "loss@train ! 3; 11; write not, != or !~",
                "model < abc; 6; < and > are for numbers",
                "loss@train ~ 3; 11; ~ is for text",
                "duraton > 1m; 8; and the only duration of a run is called duration",
                "started > yesterday; 10; write -7d",
                "duration > long; 11; write 90s",
                "step in 3; 8; \"in\" needs values in parentheses",
                "step in (3; 10; a comma or ) is expected",
                "and = 3 and; 11; a name is expected here",
            })
    void what_is_wrong_is_said_with_its_place(String filter, int position, String part) {
        assertThatThrownBy(() -> RunFilter.parse(filter, CLOCK))
                .isInstanceOfSatisfying(
                        FilterException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(part)
                .hasMessageContaining("at character " + (position + 1))
                .hasMessageNotContaining("\n");
    }

    @Test
    void what_is_deep_or_long_is_refused() {
        assertThatThrownBy(() -> RunFilter.parse("(".repeat(9_999) + "a", CLOCK))
                .hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> RunFilter.parse("not ".repeat(2_000) + "a=1", CLOCK))
                .hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> RunFilter.parse("a".repeat(10_001), CLOCK)).hasMessageContaining("at most 10000");
        assertThat(matches("step = 99" + " and step = 99".repeat(700))).isTrue();
    }

    @Test
    void names_are_told_in_their_order() {
        assertThat(RunFilter.parse("b@x < 1 and (a = 2 or not b@x > 3)", CLOCK).names())
                .containsExactly("b@x", "a");
    }
}
