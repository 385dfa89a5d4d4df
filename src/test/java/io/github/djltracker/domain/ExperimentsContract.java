package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Experiments} does. */
public interface ExperimentsContract extends TrackerContract {
    @Test
    default void has_no_experiment_at_first() {
        assertThat(experiments().list()).isEmpty();
        assertThat(experiments().read("e")).isEmpty();
    }

    @Test
    default void creates_and_reads_an_experiment() {
        Experiment created = experiments().create("digits");

        Experiment found = experiments().read("digits").orElseThrow();
        assertThat(found.id()).isEqualTo(created.id());
        assertThat(found.name()).isEqualTo(created.name()).isEqualTo("digits");
        assertThat(found.models().experiment()).isEqualTo("digits");
        assertThat(found.models().list()).isEmpty();
    }

    @Test
    default void refuses_a_second_experiment_of_a_name() {
        UUID first = experiments().create("digits").id();

        assertThatThrownBy(() -> experiments().create("digits"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("digits");

        assertThat(ids()).containsExactly(first);
    }

    @Test
    default void takes_names_letter_by_letter() {
        List<String> names = List.of(
                "a",
                "A",
                "i",
                "I",
                "\u0130",
                "a ",
                "\u00e4",
                "a\u0308",
                "\u732b \ud83d\udc08",
                "'; drop table experiment; --",
                "%",
                "100% _",
                "x".repeat(500));
        names.forEach(experiments()::create);

        assertThat(names()).isEqualTo(names);
        for (String name : names) {
            assertThat(experiments().read(name)).map(Experiment::name).contains(name);
        }
        assertThat(experiments().read("_")).isEmpty();
    }

    @Test
    default void lists_experiments_in_the_order_of_their_creation() {
        List.of("m", "z", "a").forEach(experiments()::create);
        experiments().delete(experiments().read("z").orElseThrow().id());
        experiments().create("b");
        experiments().create("z");
        experiments().update(experiments().read("m").orElseThrow().id(), "y");

        assertThat(names()).containsExactly("y", "a", "b", "z");
    }

    @Test
    default void renames_an_experiment_with_all_that_is_in_it() {
        Seen before = Seen.of(full(experiments().create("old")));
        UUID id = experiments().read("old").orElseThrow().id();

        Experiment renamed = experiments().update(id, "new");

        assertThat(renamed.id()).isEqualTo(id);
        assertThat(renamed.name()).isEqualTo("new");
        assertThat(experiments().read("old")).isEmpty();
        Experiment found = experiments().read("new").orElseThrow();
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.models().experiment()).isEqualTo("new");
        assertThat(Seen.of(found.models().read(HASH).orElseThrow())).isEqualTo(before);
    }

    @Test
    default void a_run_goes_on_when_its_experiment_is_renamed() {
        UUID run = run(Entries.iterations(1, 0));

        Models renamed = experiments().update(experiment().id(), "new").models();

        assertThat(renamed.append(run, Entries.iterations(2, 1))).isEqualTo(3);
        assertThat(renamed.read(HASH).orElseThrow().iterations().list()).hasSize(2);
    }

    @Test
    default void renames_an_experiment_to_the_name_it_has() {
        UUID id = experiments().create("same").id();

        assertThat(experiments().update(id, "same").id()).isEqualTo(id);

        assertThat(names()).containsExactly("same");
    }

    @Test
    default void refuses_to_rename_to_a_name_that_another_has() {
        experiments().create("a");
        UUID b = experiments().create("b").id();

        assertThatThrownBy(() -> experiments().update(b, "a"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("a");

        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    default void refuses_to_rename_or_delete_what_is_not_there() {
        experiments().create("a");
        UUID unknown = UUID.randomUUID();

        assertThatThrownBy(() -> experiments().update(unknown, "b"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(unknown.toString());
        assertThatThrownBy(() -> experiments().delete(unknown))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(unknown.toString());

        assertThat(names()).containsExactly("a");
    }

    @Test
    default void deletes_an_experiment_with_its_models_and_leaves_the_others() {
        full(experiments().create("a"));
        Seen other = Seen.of(full(experiments().create("b")));
        UUID a = experiments().read("a").orElseThrow().id();

        experiments().delete(a);

        assertThat(names()).containsExactly("b");
        assertThat(Seen.of(experiments()
                        .read("b")
                        .orElseThrow()
                        .models()
                        .read(HASH)
                        .orElseThrow()))
                .isEqualTo(other);
        Experiment again = experiments().create("a");
        assertThat(again.id()).isNotEqualTo(a);
        assertThat(again.models().list()).isEmpty();
    }

    @Test
    default void a_new_run_brings_a_deleted_experiment_back_empty() {
        Models models = experiments().create("a").models();
        models.create("other");
        experiments().delete(experiments().read("a").orElseThrow().id());
        UUID run = UUID.randomUUID();

        assertThat(models.append(run, Entries.start(run, "a", HASH))).isEqualTo(1);

        Models back = experiments().read("a").orElseThrow().models();
        assertThat(back.list()).extracting(Model::hash).containsExactly(HASH);
        assertThat(back.read(HASH).orElseThrow().runs().read(run)).isPresent();
    }

    @Test
    default void refuses_names_that_are_none_and_changes_nothing() {
        UUID id = experiments().create("a").id();

        Bad.refused(Bad.NAMES, experiments()::create);
        Bad.refused(Bad.NAMES, name -> experiments().update(id, name));
        Bad.refusedNull(() -> experiments().create(Bad.nothing(String.class)));
        Bad.refusedNull(() -> experiments().update(id, Bad.nothing(String.class)));
        Bad.refusedNull(() -> experiments().update(Bad.nothing(UUID.class), "b"));
        Bad.refusedNull(() -> experiments().delete(Bad.nothing(UUID.class)));
        Bad.refusedNull(() -> experiments().read(Bad.nothing(String.class)));

        assertThat(names()).containsExactly("a");
        assertThat(ids()).containsExactly(id);
    }

    private List<String> names() {
        return experiments().list().stream().map(Experiment::name).toList();
    }

    private List<UUID> ids() {
        return experiments().list().stream().map(Experiment::id).toList();
    }
}
