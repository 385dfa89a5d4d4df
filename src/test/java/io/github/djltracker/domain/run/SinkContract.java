package io.github.djltracker.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.TrackerContract;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@link Models#append} does in every implementation. */
public interface SinkContract extends TrackerContract {
    @Test
    default void takes_entries_one_after_the_other_and_says_which_is_next() {
        UUID run = UUID.randomUUID();

        assertThat(models().append(run, Entries.start(run, "e", HASH))).isEqualTo(1);
        assertThat(models().append(run, Entries.iterations(1, 0))).isEqualTo(2);
        assertThat(models().append(run, Entries.batch(2, IterationColumns.NONE)))
                .isEqualTo(3);
        assertThat(models().append(run, Entries.points(3, "loss", null, 0, 1))).isEqualTo(4);
        assertThat(models().append(run, Entries.end(4, RunStatus.FINISHED))).isEqualTo(5);
    }

    @Test
    default void a_start_makes_the_model_and_its_modules() {
        UUID run = UUID.randomUUID();

        models().append(
                        run,
                        Entries.start(
                                run,
                                "e",
                                HASH,
                                "LeNet",
                                "61,706 parameters",
                                Entries.module("conv", "k", 5),
                                Entries.module("fc", "k", null),
                                Entries.module("conv", "k", 3)));

        assertThat(models().list()).extracting(Model::hash).containsExactly(HASH);
        assertThat(model().name()).contains("LeNet");
        assertThat(model().description()).contains("61,706 parameters");
        assertThat(model().step()).isZero();
        assertThat(model().modules().list()).extracting(Module::name).containsExactly("conv", "fc", "conv");
        assertThat(model().modules().list().get(0).attributes()).containsEntry("k", 5L);
        assertThat(model().modules().list().get(1).attributes()).containsEntry("k", null);
    }

    @Test
    default void a_model_made_by_hand_keeps_name_description_and_modules_when_a_run_starts() {
        models().create(HASH, "mine", "my text").modules().log("my module");
        Seen before = Seen.of(model());
        UUID run = UUID.randomUUID();

        models().append(run, Entries.start(run, "e", HASH, "theirs", "text", Entries.module("conv", "k", 5)));

        Seen after = Seen.of(model());
        assertThat(after.name()).contains("mine");
        assertThat(after.description()).contains("my text");
        assertThat(after.modules()).isEqualTo(before.modules());
        assertThat(after.runs()).hasSize(1);
        assertThat(models().list()).hasSize(1);
    }

    @Test
    default void a_model_of_an_earlier_run_keeps_name_description_modules_and_step() {
        UUID first = UUID.randomUUID();
        models().append(first, Entries.start(first, "e", HASH, "one", "text", Entries.module("conv", "k", 5)));
        models().append(first, Entries.iterations(1, 41));
        Seen before = Seen.of(model());
        UUID second = UUID.randomUUID();

        models().append(
                        second,
                        Entries.start(
                                second,
                                "e",
                                HASH,
                                "two",
                                "other",
                                Entries.module("conv", "k", 5),
                                Entries.module("fc", "k", 5)));

        Seen after = Seen.of(model());
        assertThat(after.name()).contains("one");
        assertThat(after.description()).contains("text");
        assertThat(after.modules()).isEqualTo(before.modules());
        assertThat(after.step()).isEqualTo(41);
        assertThat(after.runs()).extracting(Run::id).containsExactly(first, second);
    }

    @Test
    default void skips_an_entry_that_it_has_already() {
        UUID run = UUID.randomUUID();
        List<RunEntry> entries = List.of(
                Entries.start(run, "e", HASH, "name", "text", Entries.module("conv", "k", 5)),
                Entries.modules(1, new long[] {0}, new IterationModule(0, Entries.module("adam", "k", 1))),
                Entries.points(2, "loss", "train", 0, 1, 2, 3),
                Entries.end(3, RunStatus.FAILED));

        for (int i = 0; i < entries.size(); i++) {
            assertThat(models().append(run, entries.get(i))).isEqualTo(i + 1);
            Seen before = Seen.of(model());
            for (int earlier = 0; earlier <= i; earlier++) {
                assertThat(models().append(run, entries.get(earlier))).isEqualTo(i + 1);
            }
            Seen after = Seen.of(model());
            assertThat(after.withoutIds()).isEqualTo(before.withoutIds());
            assertThat(after.metrics()).isEqualTo(before.metrics());
            assertThat(after.iterations()).isEqualTo(before.iterations());
        }
    }

    @Test
    default void a_repeated_entry_does_not_bring_back_what_was_removed() {
        UUID run = UUID.randomUUID();
        RunStart start = Entries.start(run, "e", HASH, "name", null, Entries.module("conv", "k", 5));
        RunBatch batch =
                Entries.batch(1, Entries.columns(1, 1, 5), Entries.series(1, "loss", null, new long[] {5}, 0.5));
        models().append(run, start);
        models().append(run, batch);
        model().modules().clear();
        model().metrics().clear();
        model().iterations().clear();
        model().step(2);

        models().append(run, start);
        models().append(run, batch);

        assertThat(model().modules().list()).isEmpty();
        assertThat(model().metrics().list()).isEmpty();
        assertThat(model().iterations().list()).isEmpty();
        assertThat(model().step()).isEqualTo(2);
    }

    @Test
    default void refuses_a_gap_with_the_number_that_is_wanted() {
        UUID run = run(Entries.iterations(1, 0));
        Seen before = Seen.of(model());

        gap(run, Entries.points(3, "loss", null, 5, 1), 2);
        gap(run, Entries.end(1_000_000, RunStatus.FINISHED), 2);

        assertThat(Seen.of(model())).isEqualTo(before);
        assertThat(models().append(run, Entries.iterations(2, 1))).isEqualTo(3);
    }

    @Test
    default void wants_the_start_of_a_run_that_it_does_not_know() {
        UUID unknown = UUID.randomUUID();

        gap(unknown, Entries.iterations(1, 0), 0);
        gap(unknown, Entries.end(1, RunStatus.FINISHED), 0);

        assertThat(models().list()).isEmpty();
    }

    @Test
    default void takes_nothing_more_of_a_run_that_was_deleted() {
        UUID byRun = run(Entries.iterations(1, 0));
        model().runs().delete(byRun);
        deleted(byRun);

        UUID byModel = run(Entries.iterations(1, 0));
        models().delete(model().id());
        deleted(byModel);
        assertThat(models().list()).isEmpty();

        UUID byExperiment = run(Entries.iterations(1, 0));
        experiments().delete(experiment().id());
        deleted(byExperiment);
        assertThat(models().list()).isEmpty();
    }

    @Test
    default void refuses_every_entry_after_the_end() {
        UUID run = run(Entries.iterations(1, 0), Entries.end(2, RunStatus.FINISHED));
        Seen before = Seen.of(model());

        rejected(run, Entries.iterations(3, 1));
        rejected(run, Entries.end(3, RunStatus.FAILED));

        assertThat(Seen.of(model())).isEqualTo(before);
    }

    @Test
    default void refuses_the_start_of_another_experiment() {
        UUID run = UUID.randomUUID();

        rejected(run, Entries.start(run, "other", HASH));

        assertThat(models().list()).isEmpty();
        assertThat(experiments().read("other")).isEmpty();
        assertThat(models().append(run, Entries.start(run, "e", HASH))).isEqualTo(1);
    }

    @Test
    default void refuses_the_start_of_another_run() {
        UUID run = UUID.randomUUID();
        UUID other = UUID.randomUUID();

        rejected(run, Entries.start(other, "e", HASH));

        gap(run, Entries.iterations(1, 0), 0);
        gap(other, Entries.iterations(1, 0), 0);
        assertThat(models().list()).isEmpty();
    }

    @Test
    default void recording_moves_the_step_of_the_model_up_and_never_down() {
        UUID a = run(Entries.iterations(1, 10, 3));
        assertThat(model().step()).isEqualTo(10);

        append(a, Entries.points(2, "loss", "validate", 11, 1));
        assertThat(model().step()).isEqualTo(11);

        UUID b = run(Entries.iterations(1, 4));
        assertThat(model().step()).isEqualTo(11);

        model().step(1_000);
        append(a, Entries.iterations(3, 12));
        assertThat(model().step()).isEqualTo(1_000);

        model().step(0);
        append(b, Entries.iterations(2, 13), Entries.end(3, RunStatus.FINISHED));
        assertThat(model().step()).isEqualTo(13);
    }

    @Test
    default void takes_the_largest_entry_there_is() {
        double[] values = new double[Limits.MAX_POINTS - 1];
        SeriesColumns[] series = new SeriesColumns[values.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = Entries.series(1, "parameter " + i, "statistics", new long[] {1}, i);
        }
        UUID run = run(Entries.batch(1, Entries.columns(1, 1, 1), series));

        append(run, Entries.end(2, RunStatus.FINISHED));

        assertThat(model().metrics().series()).hasSize(values.length);
        assertThat(model().metrics().list()).hasSize(values.length);
        assertThat(model().metrics().list("parameter 9998"))
                .extracting(Metric::value)
                .containsExactly(9998.0);
    }

    @Test
    default void takes_runs_from_many_threads_at_once() throws Exception {
        models();
        int threads = 4;
        int entries = 50;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<UUID>> runs = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                runs.add(executor.submit(() -> {
                    UUID run = UUID.randomUUID();
                    Models models = models();
                    models.append(run, Entries.start(run, "e", HASH, "name", "text", Entries.module("a", "k", 1)));
                    for (int i = 1; i <= entries; i++) {
                        models.append(run, Entries.points(i, "loss", null, i, i));
                    }
                    models.append(run, Entries.end(entries + 1, RunStatus.FINISHED));
                    return run;
                }));
            }
            for (Future<UUID> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(models().list()).hasSize(1);
        assertThat(model().modules().list()).hasSize(1);
        assertThat(model().runs().list()).hasSize(threads).allMatch(run -> run.status() == RunStatus.FINISHED);
        assertThat(model().metrics().series()).hasSize(threads).allMatch(series -> series.count() == entries);
    }

    @Test
    default void refuses_nulls() {
        Bad.refusedNull(() -> models().append(UUID.randomUUID(), Bad.nothing(RunEntry.class)));
        Bad.refusedNull(() -> models().append(Bad.nothing(UUID.class), Entries.start(UUID.randomUUID(), "e", HASH)));

        assertThat(models().list()).isEmpty();
    }

    private void gap(UUID run, RunEntry entry, long wanted) {
        assertThatThrownBy(() -> models().append(run, entry))
                .asInstanceOf(type(GapException.class))
                .extracting(GapException::wanted)
                .isEqualTo(wanted);
    }

    private void deleted(UUID run) {
        assertThatThrownBy(() -> models().append(run, Entries.iterations(2, 1))).isInstanceOf(DeletedException.class);
        assertThatThrownBy(() -> models().append(run, Entries.start(run, "e", HASH)))
                .isInstanceOf(DeletedException.class);
    }

    private void rejected(UUID run, RunEntry entry) {
        assertThatThrownBy(() -> models().append(run, entry)).isInstanceOf(RejectedException.class);
    }
}
