package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Iterations} and {@link Iteration} does. */
public interface IterationsContract extends TrackerContract {
    @Test
    default void creates_an_iteration_by_hand() {
        Instant before = Instant.ofEpochMilli(Instant.now().toEpochMilli());

        Iteration created = model().iterations().create(5);

        Iteration found = model().iterations().get(5).orElseThrow();
        assertThat(found.id()).isEqualTo(created.id());
        assertThat(found.step()).isEqualTo(created.step()).isEqualTo(5);
        assertThat(found.epoch()).isEmpty();
        assertThat(found.time()).isEqualTo(created.time()).isBetween(before, Instant.now());
        assertThat(found.time()).isEqualTo(found.time().truncatedTo(ChronoUnit.MILLIS));
        assertThat(found.modules().list()).isEmpty();
        assertThat(model().iterations().get(4)).isEmpty();
    }

    @Test
    default void reads_an_iteration_by_its_id() {
        model().iterations().create(5);
        run(Entries.batch(1, Entries.columns(1, 2, 7, 3)), Entries.batch(2, Entries.columns(2, 3, 0)));
        List<Iteration> list = model().iterations().list();

        for (Iteration each : list) {
            Iteration found = model().iterations().read(each.id()).orElseThrow();
            assertThat(found.id()).isEqualTo(each.id());
            assertThat(found.step()).isEqualTo(each.step());
            assertThat(found.epoch()).isEqualTo(each.epoch());
            assertThat(found.time()).isEqualTo(each.time());
        }
        list.subList(0, 3).forEach(model().iterations()::remove);
        assertThat(list)
                .filteredOn(each -> model().iterations().read(each.id()).isPresent())
                .hasSize(1);
        assertThat(model().iterations().read("p0-0-0")).isEmpty();
        assertThat(model().iterations().read("")).isEmpty();
    }

    @Test
    default void lists_iterations_in_the_order_of_recording_not_of_steps() {
        model().iterations().create(9);
        run(
                Entries.batch(1, Entries.columns(1, 2, 7, 3, Limits.MAX_INTEGER)),
                Entries.batch(2, Entries.columns(2, 3, 0)));
        model().iterations().create(1);

        List<Iteration> list = model().iterations().list();
        assertThat(list).extracting(Iteration::step).containsExactly(9L, 7L, 3L, Limits.MAX_INTEGER, 0L, 1L);
        assertThat(list).extracting(Iteration::id).doesNotHaveDuplicates();
        assertThat(list.subList(1, 5))
                .extracting(iteration -> iteration.epoch().orElseThrow())
                .containsExactly(2, 2, 2, 3);
        assertThat(list.subList(1, 5))
                .extracting(iteration -> iteration.time().toEpochMilli() - Entries.TIME.toEpochMilli())
                .containsExactly(1000L, 1001L, 1002L, 2000L);
    }

    @Test
    default void takes_a_step_several_times_and_gets_the_first() {
        Iteration first = model().iterations().create(3);
        UUID run = run(Entries.iterations(1, 3, 4), Entries.iterations(2, 4));
        model().iterations().create(3);

        assertThat(model().iterations().list()).extracting(Iteration::step).containsExactly(3L, 3L, 4L, 4L, 3L);
        assertThat(model().iterations().get(3)).map(Iteration::id).contains(first.id());
        assertThat(model().iterations().get(4)).map(Iteration::id).contains(id(2));
        model().runs().delete(run);
        assertThat(model().iterations().list()).extracting(Iteration::step).containsExactly(3L, 3L);
    }

    @Test
    default void a_runs_modules_belong_to_the_iteration_of_their_step() {
        run(
                Entries.modules(
                        1,
                        new long[] {0, 1, 2},
                        new IterationModule(1, Entries.module("adam", "rate", 0.1)),
                        new IterationModule(0, Entries.module("loss", "type", "L2")),
                        new IterationModule(1, Entries.module("data", "batch", 32))),
                Entries.modules(2, new long[] {3}, new IterationModule(2, Entries.module("late", "k", "v"))));

        List<Iteration> list = model().iterations().list();
        assertThat(list.get(0).modules().list()).extracting(Module::name).containsExactly("loss");
        assertThat(list.get(1).modules().list()).extracting(Module::name).containsExactly("adam", "data");
        assertThat(list.get(1).modules().list().get(1).attributes()).containsEntry("batch", 32L);
        assertThat(list.get(2).modules().list()).extracting(Module::name).containsExactly("late");
        assertThat(list.get(3).modules().list()).isEmpty();
        assertThat(model().modules().list()).isEmpty();
    }

    @Test
    default void a_runs_modules_do_not_belong_to_another_runs_iteration_of_that_step() {
        model().iterations().create(0);
        UUID first = run(Entries.iterations(1, 0));
        UUID second = run();

        append(second, Entries.modules(1, new long[] {0}, new IterationModule(0, Entries.module("adam", "rate", 0.1))));
        append(first, Entries.modules(2, new long[] {1}, new IterationModule(0, Entries.module("sgd", "rate", 0.2))));

        assertThat(model().iterations().list())
                .extracting(iteration ->
                        iteration.modules().list().stream().map(Module::name).toList())
                .containsExactly(List.of(), List.of("sgd"), List.of("adam"), List.of());
    }

    @Test
    default void a_module_can_be_logged_to_an_iteration_of_a_run() {
        UUID run =
                run(Entries.modules(1, new long[] {0, 1}, new IterationModule(1, Entries.module("adam", "rate", 0.1))));

        Module mine = model().iterations().list().get(1).modules().log("mine");

        append(run, Entries.end(2, RunStatus.FINISHED));
        assertThat(model().iterations().list().get(1).modules().list())
                .extracting(Module::name)
                .containsExactly("adam", "mine");
        model().iterations().list().get(1).modules().remove(mine);
        assertThat(model().iterations().list().get(1).modules().list())
                .extracting(Module::name)
                .containsExactly("adam");
    }

    @Test
    default void removes_one_iteration_with_its_modules_and_leaves_everything_else() {
        UUID run = run(
                Entries.modules(
                        1,
                        new long[] {0, 1, 2},
                        new IterationModule(1, Entries.module("adam", "rate", 0.1)),
                        new IterationModule(2, Entries.module("adam", "rate", 0.2))),
                Entries.points(2, "loss", "train", 0, 3, 2, 1));
        model().iterations().create(1).modules().log("by hand");
        Seen before = Seen.of(model());
        Iteration removed = model().iterations().list().get(1);

        append(run, Entries.end(3, RunStatus.FINISHED));
        model().iterations().remove(removed);

        Seen after = Seen.of(model());
        assertThat(after.iterations())
                .containsExactly(
                        before.iterations().get(0),
                        before.iterations().get(2),
                        before.iterations().get(3));
        assertThat(after.metrics()).isEqualTo(before.metrics());
        assertThat(after.series()).isEqualTo(before.series());
        assertThat(after.step()).isEqualTo(before.step());
        assertThat(read(run).lastStep()).isEqualTo(2);
        assertThatThrownBy(() -> model().iterations().remove(removed)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> removed.modules().log("late")).isInstanceOf(NotFoundException.class);
        assertThat(Seen.of(model())).isEqualTo(after);
    }

    @Test
    default void removes_an_iteration_created_by_hand() {
        Iteration a = model().iterations().create(1);
        Iteration b = model().iterations().create(1);
        b.modules().log("m");

        model().iterations().remove(a);

        assertThat(model().iterations().get(1)).map(Iteration::id).contains(b.id());
        assertThat(model().iterations().list().get(0).modules().list()).hasSize(1);
    }

    @Test
    default void refuses_to_remove_an_iteration_of_another_model() {
        Iteration other = models().create("other").iterations().create(1);
        run(Entries.iterations(1, 1));

        assertThatThrownBy(() -> model().iterations().remove(other)).isInstanceOf(NotFoundException.class);
        Iteration mine = model().iterations().list().get(0);
        Iterations others = models().read("other").orElseThrow().iterations();
        assertThatThrownBy(() -> others.remove(mine)).isInstanceOf(NotFoundException.class);

        assertThat(others.list()).hasSize(1);
        assertThat(model().iterations().list()).hasSize(1);
    }

    @Test
    default void clears_the_iterations_of_one_model_and_takes_new_ones() {
        Seen other = Seen.of(full(experiments().create("other")));
        Model model = full(experiment());
        Seen before = Seen.of(model);
        UUID open = run(Entries.iterations(1, 5));

        model.iterations().clear();

        assertThat(model.iterations().list()).isEmpty();
        assertThat(model.metrics().list()).isEqualTo(before.metrics());
        assertThat(model.modules().list()).isEqualTo(before.modules());
        assertThat(model.runs().list()).hasSize(2);
        assertThat(Seen.of(experiments()
                        .read("other")
                        .orElseThrow()
                        .models()
                        .read(HASH)
                        .orElseThrow()))
                .isEqualTo(other);
        append(open, Entries.iterations(2, 6), Entries.end(3, RunStatus.FINISHED));
        assertThat(model.iterations().list()).extracting(Iteration::step).containsExactly(6L);
    }

    @Test
    default void refuses_steps_that_are_none_and_changes_nothing() {
        Bad.refused(List.of(-1L, Long.MIN_VALUE, Limits.MAX_INTEGER + 1), model().iterations()::create);
        Bad.refusedNull(() -> model().iterations().remove(Bad.nothing(Iteration.class)));

        assertThat(model().iterations().list()).isEmpty();
    }

    private String id(int index) {
        return model().iterations().list().get(index).id();
    }
}
