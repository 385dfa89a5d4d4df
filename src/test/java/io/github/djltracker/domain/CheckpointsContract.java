package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Checkpoint.Value;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Model#checkpoints} does. */
public interface CheckpointsContract extends TrackerContract {
    private static IterationModule saved(long step, String file) {
        Checkpoint checkpoint = new Checkpoint(
                UUID.randomUUID(),
                step,
                (int) step / 2,
                file,
                1_000 + step,
                Entries.TIME,
                "0f".repeat(32),
                "h",
                false,
                List.of());
        return new IterationModule(step, checkpoint.toModule());
    }

    private List<Checkpoint> checkpoints(UUID... runs) {
        return model().checkpoints(Set.of(runs));
    }

    @Test
    default void a_checkpoint_is_read_as_it_was_saved_and_is_no_setting_of_another_kind() {
        UUID without = run(Entries.iterations(1, 1));
        UUID run = run(
                Entries.modules(
                        1,
                        new long[] {1, 2},
                        new IterationModule(1, Entries.module("Adam", "role", "optimizer")),
                        new IterationModule(1, Entries.module("checkpoint", "every", 2)),
                        saved(2, "/a")),
                Entries.iterations(2, 3));

        assertThat(checkpoints(without)).isEmpty();
        assertThat(checkpoints(UUID.randomUUID())).isEmpty();
        assertThat(checkpoints(run))
                .containsExactly(
                        new Checkpoint(run, 2, 1, "/a", 1_002L, Entries.TIME, "0f".repeat(32), "h", false, List.of()));
        assertThat(checkpoints()).isEqualTo(checkpoints(run));
    }

    @Test
    default void each_has_the_last_value_of_each_series_up_to_its_step() {
        UUID run = run(
                Entries.batch(
                        1,
                        Entries.columns(1, 1, 1, 2, 3, 4, 5, 6),
                        Entries.series(1, "loss", "train", new long[] {1, 2, 3, 3, 5}, 0.9, 0.8, 0.7, 0.71, Double.NaN),
                        Entries.series(1, "acc", null, new long[] {4, 6}, 0.5, 0.6)),
                Entries.modules(2, new long[] {}, saved(6, "/c"), saved(2, "/a"), saved(3, "/b"), saved(5, "/d")));
        run(Entries.points(1, "loss", "train", 0, 100, 100, 100, 100));
        model().metrics().log("loss", 7.0, 2, "train");

        List<Checkpoint> all = checkpoints(run);

        assertThat(all).extracting(Checkpoint::file).containsExactly("/a", "/b", "/d", "/c");
        assertThat(all.get(0).values()).containsExactly(new Value("loss", "train", 2, 0.8));
        assertThat(all.get(1).values()).containsExactly(new Value("loss", "train", 3, 0.71));
        assertThat(all.get(2).values())
                .containsExactlyInAnyOrder(new Value("loss", "train", 5, Double.NaN), new Value("acc", null, 4, 0.5));
        assertThat(all.get(3).values())
                .containsExactlyInAnyOrder(new Value("loss", "train", 5, Double.NaN), new Value("acc", null, 6, 0.6));
    }

    @Test
    default void finds_the_values_in_a_long_run_too() {
        long[] steps = LongStream.range(0, 5_000).toArray();
        double[] values = Arrays.stream(steps).mapToDouble(step -> step / 3.0).toArray();
        UUID run = run(
                Entries.batch(1, Entries.columns(1, 1, steps), Entries.series(1, "x", "train", steps, values)),
                Entries.modules(2, new long[] {}, saved(0, "/0"), saved(4_321, "/1"), saved(4_999, "/2")));

        assertThat(checkpoints(run).stream().map(one -> one.values().get(0)))
                .containsExactly(
                        new Value("x", "train", 0, 0),
                        new Value("x", "train", 4_321, 4_321 / 3.0),
                        new Value("x", "train", 4_999, 4_999 / 3.0));
    }

    @Test
    default void of_one_file_the_last_word_at_a_step_counts_and_earlier_steps_are_replaced() {
        UUID run = run(
                Entries.modules(1, new long[] {1, 2, 3}, saved(1, "/a"), saved(2, "/a"), saved(2, "/b")),
                Entries.modules(2, new long[] {}, saved(2, "/b"), saved(3, "/c")));

        assertThat(checkpoints(run)).extracting(Checkpoint::file).containsExactly("/a", "/a", "/b", "/c");
        assertThat(checkpoints(run)).extracting(Checkpoint::isReplaced).containsExactly(true, false, false, false);
    }

    @Test
    default void what_is_not_what_it_must_be_is_left_out() {
        Map<String, Object> hostile = Map.of(
                "role",
                "checkpoint",
                "file",
                "/etc/passwd",
                "bytes",
                -1,
                "modified",
                "now",
                "sha256",
                "no",
                "epoch",
                1L << 40,
                "host",
                List.of());
        UUID run = run(Entries.modules(
                1,
                new long[] {1},
                new IterationModule(1, new ModuleRecord("checkpoint", hostile)),
                new IterationModule(1, new ModuleRecord("checkpoint", Map.of("role", "checkpoint", "file", 7))),
                new IterationModule(1, new ModuleRecord("checkpoint", Map.of("role", "checkpoint")))));

        assertThat(checkpoints(run))
                .containsExactly(new Checkpoint(run, 1, null, "/etc/passwd", null, null, null, null, false, List.of()));
    }

    @Test
    default void the_best_is_the_first_with_the_best_value_of_any_run() {
        for (double reached : new double[] {0.5, 0.75, 0.75}) {
            run(
                    Entries.batch(
                            1,
                            Entries.columns(1, 1, 1, 2, 3),
                            Entries.series(1, "acc", "validate", new long[] {1, 2, 3}, 0.25, reached, Double.NaN)),
                    Entries.modules(2, new long[] {}, saved(1, "/a"), saved(2, "/b"), saved(3, "/c")));
        }
        UUID second = model().runs().list().get(1).id();

        Checkpoint best =
                model().bestCheckpoint("acc", "validate", Goal.MAXIMIZE).orElseThrow();
        Checkpoint least =
                model().bestCheckpoint("acc", "validate", Goal.MINIMIZE).orElseThrow();

        assertThat(best.run()).isEqualTo(second);
        assertThat(best.step()).isEqualTo(2);
        assertThat(least.step()).isEqualTo(1);
        assertThat(model().bestCheckpoint("acc", null, Goal.MAXIMIZE)).isEmpty();
    }
}
