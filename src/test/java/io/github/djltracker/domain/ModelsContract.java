package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link Models} and {@link Model}, except for runs. */
public interface ModelsContract extends TrackerContract {
    @Test
    default void has_no_model_at_first() {
        assertThat(models().list()).isEmpty();
        assertThat(models().read(HASH)).isEmpty();
    }

    @Test
    default void creates_a_model_from_a_hash_alone() {
        Model created = models().create(HASH);

        Model found = models().read(HASH).orElseThrow();
        assertThat(found.id()).isEqualTo(created.id());
        assertThat(found.hash()).isEqualTo(created.hash()).isEqualTo(HASH);
        assertThat(found.name()).isEmpty();
        assertThat(found.description()).isEmpty();
        assertThat(found.step()).isZero();
        assertThat(found.modules().list()).isEmpty();
        assertThat(found.iterations().list()).isEmpty();
        assertThat(found.metrics().list()).isEmpty();
        assertThat(found.metrics().series()).isEmpty();
        assertThat(found.runs().list()).isEmpty();
    }

    @Test
    default void creates_a_model_with_a_name_and_a_description() {
        models().create("a", "Anna");
        models().create("b", "Bert", "line one\nline two, \u732b \ud83d\udc08, " + "x".repeat(65_000));
        models().create("c", "Anna", "");

        assertThat(models().read("a").orElseThrow().name()).contains("Anna");
        assertThat(models().read("a").orElseThrow().description()).isEmpty();
        assertThat(models().read("b").orElseThrow().name()).contains("Bert");
        assertThat(models().read("b").orElseThrow().description())
                .contains("line one\nline two, \u732b \ud83d\udc08, " + "x".repeat(65_000));
        assertThat(models().read("c").orElseThrow().description()).contains("");
    }

    @Test
    default void refuses_a_second_model_of_a_hash() {
        Seen first = Seen.of(full(experiment()));

        assertThatThrownBy(() -> models().create(HASH))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining(HASH);
        assertThatThrownBy(() -> models().create(HASH, "b")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> models().create(HASH, "b", "c")).isInstanceOf(AlreadyExistsException.class);

        assertThat(models().list()).extracting(Seen::of).containsExactly(first);
    }

    @Test
    default void takes_the_same_hash_in_another_experiment() {
        UUID here = models().create(HASH, "here").id();
        UUID there =
                experiments().create("there").models().create(HASH, "there").id();

        assertThat(here).isNotEqualTo(there);
        assertThat(model().name()).contains("here");
    }

    @Test
    default void takes_hashes_letter_by_letter() {
        List<String> hashes = List.of("a", "A", "i", "I", "%", "'", "x".repeat(128));
        hashes.forEach(models()::create);

        assertThat(models().list()).extracting(Model::hash).isEqualTo(hashes);
        assertThat(models().read("_")).isEmpty();
    }

    @Test
    default void lists_models_in_the_order_of_their_creation() {
        UUID first = models().create("c").id();
        models().create("a");
        models().create("b");
        models().delete(first);
        models().create("c");
        models().update("a", "renamed");

        assertThat(models().list()).extracting(Model::hash).containsExactly("a", "b", "c");
    }

    @Test
    default void renames_a_model_and_keeps_its_description() {
        Model model = models().create(HASH, "old", "text");

        assertThat(models().update(HASH, "new").id()).isEqualTo(model.id());

        assertThat(model.name()).contains("new");
        assertThat(model.description()).contains("text");
    }

    @Test
    default void gives_a_model_another_name_and_description() {
        Model model = full(experiment());
        Seen before = Seen.of(model);

        models().update(HASH, "n", "d");

        assertThat(model.name()).contains("n");
        assertThat(model.description()).contains("d");
        models().update(HASH, "name", "text");
        assertThat(Seen.of(model)).isEqualTo(before);
    }

    @Test
    default void refuses_to_rename_or_delete_a_model_of_another_experiment() {
        UUID other = experiments().create("other").models().create("x", "name").id();

        assertThatThrownBy(() -> models().update("x", "n"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("x");
        assertThatThrownBy(() -> models().update("x", "n", "d")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models().delete(other))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(other.toString());

        assertThat(experiments()
                        .read("other")
                        .orElseThrow()
                        .models()
                        .read("x")
                        .orElseThrow()
                        .name())
                .contains("name");
    }

    @Test
    default void deletes_a_model_with_all_it_owns_and_leaves_the_others() {
        Model gone = full(experiment());
        Seen elsewhere = Seen.of(full(experiments().create("elsewhere")));
        models().create("beside", "name").metrics().log("m", 1);
        Seen beside = Seen.of(models().read("beside").orElseThrow());

        models().delete(gone.id());

        assertThat(models().read(HASH)).isEmpty();
        assertThat(models().list()).extracting(Seen::of).containsExactly(beside);
        assertThat(Seen.of(experiments()
                        .read("elsewhere")
                        .orElseThrow()
                        .models()
                        .read(HASH)
                        .orElseThrow()))
                .isEqualTo(elsewhere);
        assertThatThrownBy(() -> models().delete(gone.id())).isInstanceOf(NotFoundException.class);
        Model again = models().create(HASH);
        assertThat(again.id()).isNotEqualTo(gone.id());
        assertThat(Seen.of(again)).isEqualTo(Seen.of(emptyIn(experiments().create("empty"))));
    }

    @Test
    default void a_deleted_model_answers_nothing_and_takes_nothing() {
        Model gone = full(experiment());
        Metrics metrics = gone.metrics();
        Modules modules = gone.modules();
        Iterations iterations = gone.iterations();

        models().delete(gone.id());

        assertThat(gone.hash()).isEqualTo(HASH);
        List<Runnable> calls = List.of(
                gone::name,
                gone::description,
                gone::step,
                () -> gone.step(3),
                () -> gone.metrics().list(),
                () -> gone.modules().list(),
                () -> gone.iterations().list(),
                () -> gone.runs().list(),
                () -> metrics.log("m", 1),
                () -> modules.log("m"),
                () -> iterations.create(1));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(NotFoundException.class);
        }
        assertThat(models().list()).isEmpty();
    }

    @Test
    default void the_step_can_be_set_higher_and_lower() {
        Model model = models().create(HASH);

        model.step(Limits.MAX_INTEGER);
        assertThat(model().step()).isEqualTo(Limits.MAX_INTEGER);

        model.step(3);
        assertThat(model().step()).isEqualTo(3);
        Bad.refused(List.of(-1L, Long.MIN_VALUE, Limits.MAX_INTEGER + 1), model::step);
        assertThat(model.step()).isEqualTo(3);
    }

    @Test
    default void what_is_logged_by_hand_leaves_the_step_alone() {
        model().iterations().create(100);
        model().metrics().log("loss", 0.5, 100);

        assertThat(model().step()).isZero();
    }

    @Test
    default void refuses_models_that_are_none_and_changes_nothing() {
        Model model = models().create(HASH, "name", "text");
        Seen before = Seen.of(model);
        List<String> texts = List.of("x".repeat(65_537), "x".repeat(10_000_000), "a\u0000", "\udc00");

        Bad.refused(Bad.HASHES, models()::create);
        Bad.refused(Bad.HASHES, hash -> models().create(hash, "n", "d"));
        Bad.refused(Bad.NAMES, name -> models().create("h", name));
        Bad.refused(Bad.NAMES, name -> models().create("h", name, "d"));
        Bad.refused(Bad.NAMES, name -> models().update(HASH, name));
        Bad.refused(Bad.NAMES, name -> models().update(HASH, name, "d"));
        Bad.refused(texts, text -> models().create("h", "n", text));
        Bad.refused(texts, text -> models().update(HASH, "n", text));
        String none = Bad.nothing(String.class);
        Bad.refusedNull(() -> models().create(none));
        Bad.refusedNull(() -> models().create("h", none));
        Bad.refusedNull(() -> models().create("h", "n", none));
        Bad.refusedNull(() -> models().update(HASH, none));
        Bad.refusedNull(() -> models().update(HASH, "n", none));
        Bad.refusedNull(() -> models().update(none, "n"));
        Bad.refusedNull(() -> models().read(none));
        Bad.refusedNull(() -> models().delete(Bad.nothing(UUID.class)));

        assertThat(models().list()).extracting(Seen::of).containsExactly(before);
    }

    private static Model emptyIn(Experiment experiment) {
        return experiment.models().create(HASH);
    }
}
