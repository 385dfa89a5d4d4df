package io.github.djltracker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.CollectingSink.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a recorder cannot write is counted by reason. */
class RecorderLossTest extends StartedRecorders {
    @Test
    void counts_what_does_not_fit_and_keeps_the_rest() {
        Gate gate = new Gate(kept);
        Recorder recorder = recorder(gate, r -> {}, 100);
        int series = recorder.series("x", null);

        for (int i = 0; i < 1_000; i++) {
            recorder.point(series, i, i, i);
        }
        assertThat(recorder.flush(SHORT)).isFalse();
        long lost = recorder.losses().getOrDefault("buffer_full", 0L);
        gate.open();

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.points(run, "x", null)).hasSize((int) (1_000 - lost));
        assertThat(lost).isGreaterThanOrEqualTo(800);
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("buffer_full", lost));
    }

    @Test
    void counts_what_the_sink_refuses_and_goes_on_with_the_next_entry() {
        Sink picky = (id, entry) -> {
            if (entry instanceof RunBatch batch
                    && batch.series().stream().anyMatch(s -> s.name().equals("bad"))) {
                throw new RejectedException("bad");
            }
            return kept.append(id, entry);
        };
        Recorder recorder = recorder(picky);

        recorder.point(recorder.series("bad", null), 1, 1, 1);
        assertThat(recorder.flush(LONG)).isFalse();
        recorder.point(recorder.series("good", null), 2, 2, 2);

        assertThat(recorder.close(LONG)).isFalse();
        assertThat(kept.points(run, "good", null)).containsExactly(new Point(2, 2));
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("rejected", 1L));
    }

    @Test
    void counts_the_rest_when_the_run_is_no_longer_in_its_sink() {
        Sink forgetful = (id, entry) -> {
            if (entry.sequence() > 0) {
                throw new GapException(id, entry.sequence(), 0);
            }
            return kept.append(id, entry);
        };
        Recorder recorder = recorder(forgetful);
        int series = recorder.series("x", null);

        recorder.point(series, 1, 1, 1);
        recorder.flush(LONG);
        recorder.point(series, 2, 2, 2);

        assertThat(recorder.close(LONG)).isFalse();
        assertThat(recorder.losses()).containsExactly(Map.entry("rejected", 2L));
    }

    @Test
    void counts_points_that_come_after_the_end() {
        Recorder recorder = recorder(kept);
        int series = recorder.series("x", null);

        recorder.end(RunStatus.FAILED, "why");
        recorder.end(RunStatus.FINISHED, null);
        recorder.iteration(1, 1, 1, new int[] {series}, new double[] {1}, 1);
        recorder.module(new IterationModule(1, new ModuleRecord("m", Map.of())));
        recorder.sample(series, 1, 1, 1);

        assertThat(recorder.awaitEnd(LONG)).isTrue();
        assertThat(recorder.losses()).containsExactly(Map.entry("closed", 3L));
        assertThat(kept.end(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(kept.end(run).error()).isEqualTo("why");
    }

    @Test
    void counts_steps_and_times_that_are_not_allowed() {
        Recorder recorder = recorder(kept);
        int series = recorder.series("x", null);

        recorder.point(series, -1, 1, 1);
        recorder.point(series, 1, Long.MAX_VALUE, 1);

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("invalid", 2L));
    }

    @Test
    void refuses_names_that_are_not_allowed_and_counts_names_that_are_too_many() {
        Recorder recorder = recorder(kept);
        assertThatThrownBy(() -> recorder.series(" ", null)).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < Recorder.MAX_SERIES; i++) {
            assertThat(recorder.series("x" + i, null)).isEqualTo(i);
        }

        recorder.point(recorder.series("one more", null), 1, 1, 1);
        recorder.point(recorder.series("x7", null), 1, 1, 1);

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.end(run).losses()).containsExactly(Map.entry("too_many_series", 1L));
        assertThat(kept.points(run, "x7", null)).hasSize(1);
    }

    @Test
    void bounds_what_modules_take() {
        Gate gate = new Gate(kept);
        Recorder recorder = recorder(gate);
        ModuleRecord large = new ModuleRecord("large", Map.of("text", "x".repeat(100_000)));

        for (int i = 0; i < 20; i++) {
            recorder.module(new IterationModule(1, large));
        }
        gate.open();

        assertThat(recorder.close(LONG)).isTrue();
        assertThat(kept.modules(run).size() + recorder.losses().getOrDefault("buffer_full", 0L))
                .isEqualTo(20);
        assertThat(kept.modules(run)).hasSizeBetween(4, 12);
    }

    @Test
    void a_start_that_cannot_be_made_ends_the_recording_and_counts() {
        Recorder recorder = new Recorder(
                run,
                kept,
                () -> {
                    throw new IllegalStateException("no start");
                },
                r -> {},
                pace,
                1_000);
        recorder.point(recorder.series("x", null), 1, 1, 1);
        recorder.start();

        assertThat(recorder.awaitEnd(LONG)).isFalse();
        recorder.point(0, 2, 2, 2);
        assertThat(recorder.losses()).containsOnly(Map.entry("rejected", 1L), Map.entry("closed", 1L));
    }
}
