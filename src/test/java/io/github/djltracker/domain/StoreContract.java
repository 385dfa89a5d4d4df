package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.testing.memory.Bad;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Store}, as far as it looks things up by name and by id. Its logs are in
 * {@link RunLogsContract}, and {@link IdempotentStoreContract} is separate.
 */
public interface StoreContract extends TrackerContract {
    @Test
    default void names_an_experiment_without_making_it() {
        Experiment named = store().experiment("later");

        assertThat(named.name()).isEqualTo("later");
        assertThat(named.models().experiment()).isEqualTo("later");
        assertThat(named.models().list()).isEmpty();
        assertThat(named.models().read(HASH)).isEmpty();
        assertThat(experiments().list()).isEmpty();
        UUID id = named.id();
        assertThat(experiments().read("later")).map(Experiment::id).contains(id);
    }

    @Test
    default void finds_an_experiment_by_id_by_whatever_name() {
        UUID id = experiments().create("before").id();
        experiments().create("other");

        assertThat(store().experiment(id)).map(Experiment::name).contains("before");
        experiments().update(id, "after");
        assertThat(store().experiment(id)).map(Experiment::name).contains("after");
        assertThat(store().experiment(id)).map(Experiment::id).contains(id);
        experiments().delete(id);
        assertThat(store().experiment(id)).isEmpty();
        assertThat(store().experiment(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void finds_a_model_by_id_in_whatever_experiment() {
        Model model = full(experiments().create("a"));
        Model same = full(experiments().create("b"));

        assertThat(store().model(model.id())).map(Model::hash).contains(HASH);
        assertThat(store().model(model.id()).orElseThrow().metrics().list())
                .isEqualTo(model.metrics().list());
        assertThat(store().model(same.id())).map(Model::id).contains(same.id());
        store().experiment("a").models().delete(model.id());
        assertThat(store().model(model.id())).isEmpty();
        assertThat(store().model(same.id())).isPresent();
        assertThat(store().model(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void a_model_knows_its_experiment_by_its_name_of_now() {
        Experiment owner = experiments().create("a");
        Model model = owner.models().create(HASH);
        Model other = experiments().create("b").models().create(HASH);

        assertThat(model.experiment().name()).isEqualTo("a");
        assertThat(model.experiment().id()).isEqualTo(owner.id());
        experiments().update(owner.id(), "c");
        assertThat(model.experiment().name()).isEqualTo("c");
        assertThat(model.experiment().models().read(HASH)).map(Model::id).contains(model.id());
        assertThat(other.experiment().name()).isEqualTo("b");
        experiments().delete(model.experiment().id());
        assertThatThrownBy(model::experiment).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void refuses_what_is_missing_or_no_name() {
        Bad.refused(Bad.NAMES, name -> store().experiment(name));
        Bad.refusedNull(() -> store().experiment(Bad.nothing(String.class)));
        Bad.refusedNull(() -> store().experiment(Bad.nothing(UUID.class)));
        Bad.refusedNull(() -> store().model(Bad.nothing(UUID.class)));

        assertThat(experiments().list()).isEmpty();
    }
}
