package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SinkContract;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import io.github.djltracker.testing.random.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link RunLogs}; single entries are in {@link SinkContract}. */
public interface RunLogsContract extends TrackerContract {
    @Test
    default void takes_runs_of_any_experiment() {
        UUID a = UUID.randomUUID();
        UUID b = UUID.randomUUID();
        experiments().create("b");

        assertThat(logs().append(a, Entries.start(a, "a", HASH))).isEqualTo(1);
        assertThat(logs().append(b, Entries.start(b, "b", HASH))).isEqualTo(1);
        assertThat(logs().append(a, Entries.points(1, "loss", null, 0, 1))).isEqualTo(2);

        assertThat(experiments().list()).extracting(Experiment::name).containsExactly("b", "a");
        assertThat(modelOf("a").metrics().list()).extracting(Metric::run).containsExactly(a);
        assertThat(modelOf("b").metrics().list()).isEmpty();
        assertThat(modelOf("b").runs().read(b)).isPresent();
    }

    @Test
    default void takes_a_list_as_if_one_after_the_other() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        List<RunEntry> log = log(one, "a", 40, 3);

        assertThat(logs().append(one, log)).isEqualTo(40);
        long next = 0;
        for (RunEntry entry : log(other, "b", 40, 3)) {
            next = logs().append(other, entry);
        }

        assertThat(next).isEqualTo(40);
        assertThat(entries(one, 7)).isEqualTo(log);
        Seen seen = Seen.of(modelOf("a"));
        assertThat(seen.metrics())
                .extracting(Metric::value)
                .isEqualTo(modelOf("b").metrics().list().stream()
                        .map(Metric::value)
                        .toList());
        assertThat(seen.step()).isEqualTo(modelOf("b").step());
        assertThat(seen.iterations()).hasSameSizeAs(modelOf("b").iterations().list());
        assertThat(seen.modules()).hasSameSizeAs(modelOf("b").modules().list());
        assertThat(seen.runs().get(0).status())
                .isEqualTo(modelOf("b").runs().list().get(0).status());
    }

    @Test
    default void skips_what_it_has_of_a_list_and_takes_the_rest() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 12, 4);

        assertThat(logs().append(run, log.subList(0, 4))).isEqualTo(4);
        assertThat(logs().append(run, log.subList(1, 3))).isEqualTo(4);
        assertThat(logs().append(run, log.subList(2, 7))).isEqualTo(7);
        assertThat(logs().append(run, log.subList(7, 8))).isEqualTo(8);
        assertThat(logs().append(run, log)).isEqualTo(12);
        Seen before = Seen.of(modelOf("a"));
        assertThat(logs().append(run, log)).isEqualTo(12);
        assertThat(logs().append(run, log.subList(5, 12))).isEqualTo(12);
        assertThat(logs().append(run, log.subList(0, 1))).isEqualTo(12);

        assertThat(entries(run, 5)).isEqualTo(log);
        assertThat(Seen.of(modelOf("a")).metrics()).isEqualTo(before.metrics());
        assertThat(Seen.of(modelOf("a")).iterations()).isEqualTo(before.iterations());
    }

    @Test
    default void refuses_a_list_that_begins_too_late() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 8, 5);

        gap(run, log.subList(1, 8), 0);
        assertThat(experiments().list()).isEmpty();
        logs().append(run, log.subList(0, 3));
        Seen before = Seen.of(modelOf("a"));
        gap(run, log.subList(4, 8), 3);

        assertThat(Seen.of(modelOf("a"))).isEqualTo(before);
        assertThat(logs().append(run, log.subList(3, 8))).isEqualTo(8);
        assertThat(entries(run, 100)).isEqualTo(log);
    }

    @Test
    default void goes_on_after_a_list_of_which_a_part_was_refused() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 10, 6);
        List<RunEntry> torn = new ArrayList<>(log.subList(0, 4));
        torn.addAll(log.subList(6, 10));

        assertThatThrownBy(() -> logs().append(run, torn)).isInstanceOf(GapException.class);
        // after a failure, the sender appends again
        assertThat(logs().append(run, log)).isEqualTo(10);

        assertThat(entries(run, 3)).isEqualTo(log);
    }

    @Test
    default void refuses_a_list_that_goes_on_after_the_end() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 5, 7);
        List<RunEntry> more = new ArrayList<>(log);
        more.add(Entries.iterations(5, 99));

        assertThatThrownBy(() -> logs().append(run, more)).isInstanceOf(RejectedException.class);
        assertThat(logs().append(run, log)).isEqualTo(5);
        assertThatThrownBy(() -> logs().append(run, more)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> logs().append(run, more.subList(5, 6))).isInstanceOf(RejectedException.class);

        assertThat(entries(run, 100)).isEqualTo(log);
    }

    @Test
    default void takes_no_list_of_a_run_that_was_deleted() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 5, 8);
        logs().append(run, log.subList(0, 3));
        modelOf("a").runs().delete(run);
        Seen before = Seen.of(modelOf("a"));

        assertThatThrownBy(() -> logs().append(run, log)).isInstanceOf(DeletedException.class);
        assertThatThrownBy(() -> logs().append(run, log.subList(3, 5))).isInstanceOf(DeletedException.class);

        assertThat(Seen.of(modelOf("a"))).isEqualTo(before);
        assertThat(logs().next(run)).isZero();
        assertThat(logs().model(run)).isEmpty();
        assertThatThrownBy(() -> logs().entries(run, 0, 1)).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void the_models_of_an_experiment_take_lists_too() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "e", 9, 9);

        assertThat(models().append(run, log)).isEqualTo(9);
        assertThatThrownBy(() -> experiments().create("other").models().append(UUID.randomUUID(), log(run, "e", 2, 1)))
                .isInstanceOf(RejectedException.class);

        assertThat(entries(run, 4)).isEqualTo(log);
        Bad.refused(List.of(List.<RunEntry>of()), none -> models().append(run, none));
    }

    @Test
    default void says_which_entry_is_next() {
        UUID run = UUID.randomUUID();

        assertThat(logs().next(run)).isZero();
        logs().append(run, Entries.start(run, "a", HASH));
        assertThat(logs().next(run)).isEqualTo(1);
        logs().append(run, List.of(Entries.iterations(1, 0), Entries.iterations(2, 1)));
        assertThat(logs().next(run)).isEqualTo(3);
        logs().append(run, Entries.end(3, RunStatus.FINISHED));
        assertThat(logs().next(run)).isEqualTo(4);
        assertThat(logs().next(UUID.randomUUID())).isZero();
    }

    @Test
    default void gives_a_log_out_again_entry_by_entry_at_any_time() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 420, Seeds.next());

        for (int i = 0; i < log.size(); i++) {
            logs().append(run, log.get(i));
            if (i % 83 == 0) {
                assertThat(entries(run, 100)).isEqualTo(log.subList(0, i + 1));
            }
        }

        for (int limit : new int[] {7, 100, 419, Integer.MAX_VALUE}) {
            assertThat(entries(run, limit)).isEqualTo(log);
        }
        for (int from : new int[] {0, 1, 211, 418, 419}) {
            assertThat(logs().entries(run, from, 1)).containsExactly(log.get(from));
        }
        assertThat(logs().entries(run, 420, 1)).isEmpty();
        assertThat(logs().entries(run, Limits.MAX_INTEGER, 1)).isEmpty();
    }

    @Test
    default void gives_out_what_goes_on_meanwhile() {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = log(run, "a", 60, 10);
        List<RunEntry> read = new ArrayList<>();

        for (int next = 0; next < 60; next += 3) {
            logs().append(run, log.subList(next, next + 3));
            read.addAll(logs().entries(run, read.size(), 2));
        }
        for (int before = -1; before < read.size(); ) {
            before = read.size();
            read.addAll(logs().entries(run, read.size(), 2));
        }

        assertThat(read).isEqualTo(log);
    }

    @Test
    default void finds_the_model_that_a_run_trained() {
        UUID run = UUID.randomUUID();
        logs().append(run, Entries.start(run, "a", HASH));

        assertThat(logs().model(run)).map(Model::id).contains(modelOf("a").id());
        experiments().update(experiments().read("a").orElseThrow().id(), "b");
        assertThat(logs().model(run).orElseThrow().experiment().name()).isEqualTo("b");
        assertThat(logs().append(run, Entries.iterations(1, 5))).isEqualTo(2);
        assertThat(logs().model(run).orElseThrow().step()).isEqualTo(5);
        assertThat(logs().model(UUID.randomUUID())).isEmpty();
        modelOf("b").experiment().models().delete(modelOf("b").id());
        assertThat(logs().model(run)).isEmpty();
    }

    @Test
    default void refuses_what_is_no_list_and_no_part_of_a_log() {
        UUID run = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        logs().append(run, Entries.start(run, "a", HASH));

        assertThatThrownBy(() -> logs().append(other, List.of(Entries.start(run, "a", HASH))))
                .isInstanceOf(RejectedException.class);
        Bad.refused(List.of(List.<RunEntry>of()), none -> logs().append(run, none));
        Bad.refused(List.of(0, -1), limit -> logs().entries(run, 0, limit));
        Bad.refused(List.of(-1L, Limits.MAX_INTEGER + 1), from -> logs().entries(run, from, 1));
        assertThatThrownBy(() -> logs().entries(other, 0, 1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(other.toString());
        Bad.refusedNull(() -> logs().append(Bad.nothing(UUID.class), List.of(Entries.iterations(1, 0))));
        Bad.refusedNull(() -> logs().append(run, Bad.nothing(RunEntry.class)));
        Bad.refusedNull(() -> logs().entries(Bad.nothing(UUID.class), 0, 1));
        Bad.refusedNull(() -> logs().next(Bad.nothing(UUID.class)));
        Bad.refusedNull(() -> logs().model(Bad.nothing(UUID.class)));

        assertThat(logs().next(run)).isEqualTo(1);
        assertThat(logs().next(other)).isZero();
    }

    private RunLogs logs() {
        return store().logs();
    }

    private Model modelOf(String experiment) {
        return store().experiment(experiment).models().read(HASH).orElseThrow();
    }

    /** The entries of a run from its start to its end, with random values and a few empty batches. */
    private static List<RunEntry> log(UUID run, String experiment, int entries, long seed) {
        RandomEntries random = new RandomEntries(new Random(seed));
        List<RunEntry> log = new ArrayList<>();
        log.add(random.start(run, experiment, HASH, null));
        for (int i = 1; i < entries - 1; i++) {
            log.add(i % 10 == 0 ? Entries.batch(i, IterationColumns.NONE) : random.batch(i, 8L * i));
        }
        log.add(random.end(entries - 1));
        return log;
    }

    private List<RunEntry> entries(UUID run, int limit) {
        List<RunEntry> all = new ArrayList<>();
        List<RunEntry> some = logs().entries(run, 0, limit);
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(limit);
            all.addAll(some);
            some = logs().entries(run, all.size(), limit);
        }
        return all;
    }

    private void gap(UUID run, List<RunEntry> entries, long wanted) {
        assertThatThrownBy(() -> logs().append(run, entries))
                .asInstanceOf(type(GapException.class))
                .extracting(GapException::wanted)
                .isEqualTo(wanted);
    }
}
