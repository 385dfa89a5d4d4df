package io.github.djltracker.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.TrackerContract;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Runs} does. */
public interface RunsContract extends TrackerContract {
    @Test
    default void a_run_that_started_is_running_and_has_no_steps() {
        UUID run = UUID.randomUUID();
        ResumePoint checkpoint = new ResumePoint(UUID.randomUUID(), 1_234);
        Map<String, Object> environment =
                Map.of("host", "\u732b", "cores", 2, "gpu", List.of(), "git", Map.of("dirty", true));
        Instant before = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        models().append(
                        run,
                        new RunStart(
                                run,
                                "e",
                                HASH,
                                null,
                                null,
                                List.of(),
                                Entries.TIME.plusNanos(999_999),
                                checkpoint,
                                environment));

        Run read = read(run);
        assertThat(read.id()).isEqualTo(run);
        assertThat(read.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(read.started()).isEqualTo(Entries.TIME);
        assertThat(read.seen()).isBetween(before, Instant.now());
        assertThat(read.ended()).isNull();
        assertThat(read.firstStep()).isNull();
        assertThat(read.lastStep()).isNull();
        assertThat(read.resumedFrom()).isEqualTo(checkpoint);
        assertThat(read.environment()).isEqualTo(Attributes.copyOf(environment));
        assertThat(read.losses()).isEmpty();
        assertThat(read.error()).isNull();
        assertThat(model().runs().list()).containsExactly(read);
    }

    @Test
    default void a_run_knows_its_lowest_and_highest_step() {
        UUID run = run(Entries.iterations(1, 7, 5));
        assertThat(steps(run)).containsExactly(5L, 7L);

        append(run, Entries.points(2, "loss", null, 3, 1, 1, 1, 1, 1, 1));
        assertThat(steps(run)).containsExactly(3L, 8L);

        append(run, Entries.batch(3, IterationColumns.NONE));
        append(run, Entries.iterations(4, 4), Entries.end(5, RunStatus.FINISHED));
        assertThat(steps(run)).containsExactly(3L, 8L);
    }

    @Test
    default void the_best_run_is_the_one_that_reached_the_best_value_at_any_step() {
        UUID first = run(Entries.points(1, "Accuracy", "validate", 0, 0.5, 0.75, 0.25));
        UUID second = run(Entries.points(1, "Accuracy", "validate", 0, Double.NaN, 0.625, 0.625));
        run(Entries.points(1, "Accuracy", "train", 0, 1), Entries.points(2, "Accuracy", null, 0, 1));
        run(Entries.points(1, "Accuracy", "validate", 0, Double.NaN));

        assertThat(model().bestRun("Accuracy", "validate", Goal.MAXIMIZE)).contains(read(first));
        assertThat(model().bestRun("Accuracy", "validate", Goal.MINIMIZE)).contains(read(first));
        append(second, Entries.points(2, "Accuracy", "validate", 3, 0.125));
        assertThat(model().bestRun("Accuracy", "validate", Goal.MINIMIZE)).contains(read(second));
    }

    @Test
    default void of_two_runs_that_are_as_good_the_earlier_one_is_the_best() {
        UUID first = run(Entries.points(1, "loss", null, 0, 0.5));
        run(Entries.points(1, "loss", null, 0, 0.5));

        assertThat(model().bestRun("loss", null, Goal.MINIMIZE)).contains(read(first));
    }

    @Test
    default void there_is_no_best_run_where_none_has_a_value() {
        run(Entries.points(1, "loss", null, 0, Double.NaN));

        assertThat(model().bestRun("loss", null, Goal.MINIMIZE)).isEmpty();
        assertThat(model().bestRun("loss", "train", Goal.MINIMIZE)).isEmpty();
        assertThatThrownBy(() -> model().bestRun("", null, Goal.MINIMIZE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_run_ends_as_its_end_says() {
        Map<String, Long> losses = Map.of("queue full", 12L, "disk full", Limits.MAX_INTEGER);
        Instant time = Entries.TIME.plusSeconds(60);
        UUID failed = run(new RunEnd(1, RunStatus.FAILED, time, losses, "it broke\nat line 2"));
        UUID finished = run(Entries.iterations(1, 0), Entries.end(2, RunStatus.FINISHED));
        UUID interrupted = run(Entries.end(1, RunStatus.INTERRUPTED));

        assertThat(read(failed).status()).isEqualTo(RunStatus.FAILED);
        assertThat(read(failed).ended()).isEqualTo(time);
        assertThat(read(failed).losses()).isEqualTo(losses);
        assertThat(read(failed).error()).isEqualTo("it broke\nat line 2");
        assertThat(read(finished).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(read(finished).ended()).isEqualTo(Entries.TIME.plusSeconds(2));
        assertThat(read(finished).losses()).isEmpty();
        assertThat(read(finished).error()).isNull();
        assertThat(read(interrupted).status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    default void lists_the_runs_of_one_model_in_the_order_of_their_start() {
        UUID a = run(Entries.iterations(1, 0));
        UUID b = run();
        UUID other = UUID.randomUUID();
        models().append(other, Entries.start(other, "e", "other"));
        UUID c = run();
        append(a, Entries.end(2, RunStatus.FINISHED));

        assertThat(model().runs().list()).extracting(Run::id).containsExactly(a, b, c);
        assertThat(model().runs().read(other)).isEmpty();
        assertThat(model().runs().read(UUID.randomUUID())).isEmpty();
        assertThat(models().read("other").orElseThrow().runs().list())
                .extracting(Run::id)
                .containsExactly(other);
    }

    @Test
    default void runs_of_one_model_are_recorded_side_by_side() {
        UUID a = run();
        UUID b = run();
        for (int i = 1; i <= 50; i++) {
            append(a, Entries.points(i, "loss", "train", i, i));
            append(b, Entries.points(i, "loss", "train", i, -i));
        }
        append(b, Entries.end(51, RunStatus.FAILED));
        append(a, Entries.points(51, "loss", "train", 51, 51));

        assertThat(model().metrics().list().stream().filter(metric -> a.equals(metric.run())))
                .hasSize(51)
                .allMatch(metric -> metric.value() > 0);
        assertThat(model().metrics().list().stream().filter(metric -> b.equals(metric.run())))
                .hasSize(50)
                .allMatch(metric -> metric.value() < 0);
        assertThat(steps(a)).containsExactly(1L, 51L);
        assertThat(steps(b)).containsExactly(1L, 50L);
        assertThat(read(a).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(read(b).status()).isEqualTo(RunStatus.FAILED);
        assertThat(model().step()).isEqualTo(51);
    }

    @Test
    default void a_resumed_run_keeps_the_points_that_were_left_behind() {
        UUID first = run(Entries.points(1, "loss", null, 0, 5, 4, 3, 9), Entries.end(2, RunStatus.INTERRUPTED));
        UUID second = UUID.randomUUID();
        RunStart start = new RunStart(
                second, "e", HASH, null, null, List.of(), Entries.TIME, new ResumePoint(first, 2), Map.of());

        models().append(second, start);
        models().append(second, Entries.points(1, "loss", null, 3, 2, 1));

        assertThat(read(second).resumedFrom()).isEqualTo(new ResumePoint(first, 2));
        assertThat(read(first).lastStep()).isEqualTo(3);
        assertThat(model().metrics().list()).hasSize(6);
        assertThat(model().step()).isEqualTo(4);
    }

    @Test
    default void deletes_a_run_with_all_it_recorded_and_leaves_everything_else() {
        UUID kept =
                run(Entries.modules(1, new long[] {0}, new IterationModule(0, Entries.module("adam", "rate", 0.1))));
        append(kept, Entries.points(2, "loss", "train", 0, 1, 2));
        model().metrics().log("loss", 3, 1, "train");
        model().iterations().create(0).modules().log("by hand");
        model().modules().log("part");
        Seen other = Seen.of(full(experiments().create("other")));
        Seen before = Seen.of(model());
        UUID open =
                run(Entries.modules(1, new long[] {0, 90}, new IterationModule(0, Entries.module("sgd", "rate", 0.1))));
        append(open, Entries.points(2, "loss", "train", 0, 8, 9), Entries.points(3, "more", null, 0, 1));
        UUID ended = run(
                Entries.iterations(1, 0),
                Entries.points(2, "loss", "train", 0, 8, 9),
                Entries.end(3, RunStatus.FINISHED));

        model().runs().delete(open);
        model().runs().delete(ended);

        assertThat(model().step()).isEqualTo(90);
        model().step(before.step());
        assertThat(Seen.of(model())).isEqualTo(before);
        assertThat(Seen.of(experiments()
                        .read("other")
                        .orElseThrow()
                        .models()
                        .read(HASH)
                        .orElseThrow()))
                .isEqualTo(other);
        assertThat(model().runs().read(open)).isEmpty();
        assertThatThrownBy(() -> model().runs().delete(open))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(open.toString());
    }

    @Test
    default void the_model_that_a_run_brought_stays_when_the_run_is_deleted() {
        UUID run = UUID.randomUUID();
        models().append(run, Entries.start(run, "e", HASH, "name", "text", Entries.module("conv", "k", 1)));

        model().runs().delete(run);

        assertThat(model().name()).contains("name");
        assertThat(model().modules().list()).hasSize(1);
        assertThat(model().runs().list()).isEmpty();
    }

    @Test
    default void refuses_to_delete_a_run_of_another_model() {
        UUID run = run(Entries.iterations(1, 0));
        Runs others = models().create("other").runs();

        assertThatThrownBy(() -> others.delete(run)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> others.delete(UUID.randomUUID())).isInstanceOf(NotFoundException.class);
        Bad.refusedNull(() -> model().runs().delete(Bad.nothing(UUID.class)));
        Bad.refusedNull(() -> model().runs().read(Bad.nothing(UUID.class)));

        assertThat(model().runs().read(run)).isPresent();
        assertThat(model().iterations().list()).hasSize(1);
    }

    @Test
    default void tells_how_each_run_was_trained() {
        ModuleRecord adam = Entries.module("Adam", "role", "optimizer");
        ModuleRecord small = Entries.module("data", "batchSize", 32);
        ModuleRecord large = Entries.module("data", "batchSize", 64);
        UUID first = run(
                Entries.modules(1, new long[] {1, 2}, new IterationModule(1, adam), new IterationModule(1, small)),
                Entries.modules(2, new long[] {3}, new IterationModule(3, large)));
        UUID second = run(Entries.modules(1, new long[] {1}, new IterationModule(1, large)));
        UUID without = run(Entries.iterations(1, 1));
        model().iterations().create(7).modules().log("by hand");

        List<RunModule> all = model().runs().settings(Set.of());

        assertThat(all).extracting(RunModule::run).containsExactly(first, first, first, second);
        assertThat(all).extracting(RunModule::step).containsExactly(1L, 1L, 3L, 1L);
        assertThat(all)
                .extracting(setting -> new ModuleRecord(
                        setting.module().name(), setting.module().attributes()))
                .containsExactly(adam, small, large, large);
        assertThat(model().runs().settings(Set.of(second, without))).containsExactly(all.get(3));
        assertThat(model().runs().settings(Set.of(without))).isEmpty();
    }

    @Test
    default void tells_which_steps_each_epoch_of_a_run_has() {
        long[] steps = LongStream.range(0, 3_000).toArray();
        int[] epochs = Arrays.stream(steps).mapToInt(step -> (int) (step / 700)).toArray();
        UUID packed =
                run(Entries.batch(1, new IterationColumns(steps, epochs, steps)), Entries.end(2, RunStatus.FINISHED));
        UUID waiting = run(
                Entries.batch(1, Entries.columns(1, 1, 3_000, 3_001)),
                Entries.batch(2, Entries.columns(2, 2, 3_002, 3_003)));
        model().iterations().create(7);

        List<RunEpoch> all = model().runs().epochs(Set.of());

        assertThat(all)
                .containsExactly(
                        new RunEpoch(packed, 0, 0, 699),
                        new RunEpoch(packed, 1, 700, 1_399),
                        new RunEpoch(packed, 2, 1_400, 2_099),
                        new RunEpoch(packed, 3, 2_100, 2_799),
                        new RunEpoch(packed, 4, 2_800, 2_999),
                        new RunEpoch(waiting, 1, 3_000, 3_001),
                        new RunEpoch(waiting, 2, 3_002, 3_003));
        assertThat(model().runs().epochs(Set.of(waiting))).isEqualTo(all.subList(5, 7));
    }

    private List<Long> steps(UUID run) {
        Run read = read(run);
        return Arrays.asList(read.firstStep(), read.lastStep());
    }
}
