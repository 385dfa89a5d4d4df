package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.testing.Entries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Annotations of experiments and models, in every implementation. Those of runs are in {@link AnnotationsContract}. */
public interface AnnotatedContract extends TrackerContract {
    private Experiment annotated() {
        return store().experiment("annotated");
    }

    private Model network() {
        Models models = annotated().models();
        return models.read("a").orElseGet(() -> {
            UUID run = UUID.randomUUID();
            models.append(run, Entries.start(run, "annotated", "a"));
            return models.read("a").orElseThrow();
        });
    }

    @Test
    default void what_is_said_about_an_experiment_is_wherever_the_experiment_is() {
        assertThat(annotated().annotations()).isEqualTo(Annotations.NONE);
        assertThat(experiments().list()).isEmpty();

        Annotations said = annotated()
                .annotate(
                        Annotation.tag("team", "vision"),
                        Annotation.note("Try *again*"),
                        Annotation.starred(true),
                        Annotation.archived(true));

        assertThat(said.tags()).isEqualTo(Map.of("team", "vision"));
        assertThat(said.note()).hasValue("Try *again*");
        assertThat(said.isStarred()).isTrue();
        assertThat(said.isArchived()).isTrue();
        assertThat(annotated().annotations()).isEqualTo(said);
        assertThat(experiments().list()).extracting(Experiment::annotations).containsExactly(said);
        assertThat(experiments().summaries(PageQuery.FIRST).items())
                .extracting(Experiments.Summary::annotations)
                .containsExactly(said);
        experiments().update(annotated().id(), "renamed");
        assertThat(store().experiment("renamed").annotations()).isEqualTo(said);
    }

    @Test
    default void what_is_said_about_a_model_is_wherever_the_model_is() {
        Model model = network();
        assertThat(model.annotations()).isEqualTo(Annotations.NONE);

        Annotations said =
                model.annotate(Annotation.name("Best of May"), Annotation.tag("baseline"), Annotation.starred(true));

        assertThat(said.name()).hasValue("Best of May");
        assertThat(network().annotations()).isEqualTo(said);
        assertThat(annotated().models().summaries(PageQuery.FIRST).items())
                .extracting(Models.Summary::annotations)
                .containsExactly(said);
        assertThat(model.experiment().annotations()).isEqualTo(Annotations.NONE);
    }

    @Test
    default void a_model_has_the_name_that_is_said_until_it_is_taken_back() {
        Model model = annotated().models().create("named", "recorded");

        model.annotate(Annotation.name("said"));
        assertThat(model.name()).hasValue("said");
        assertThat(annotated().models().summaries(PageQuery.FIRST).items())
                .extracting(Models.Summary::name)
                .containsExactly("said");

        annotated().models().update("named", "renamed");
        assertThat(model.name()).hasValue("renamed");
        assertThat(model.annotations().name()).hasValue("renamed");

        model.annotate(Annotation.name(null));
        assertThat(model.name()).hasValue("recorded");
        Model nameless = annotated().models().create("nameless");
        nameless.annotate(Annotation.name("said"));
        nameless.annotate(Annotation.name(null));
        assertThat(nameless.name()).isEmpty();
    }

    @Test
    default void an_experiment_has_one_name_alone() {
        assertThatThrownBy(() -> annotated().annotate(Annotation.starred(true), Annotation.name("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rename it");

        assertThat(annotated().annotations()).isEqualTo(Annotations.NONE);
    }

    @Test
    default void of_each_field_of_a_model_or_an_experiment_the_later_counts_in_whatever_order_they_arrive() {
        List<Annotation> said = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            Instant time = Entries.TIME.plusSeconds(second);
            said.add(Annotation.note("note " + second).at(time));
            said.add(Annotation.tag("tag", second == 3 ? null : "value " + second)
                    .at(time));
        }
        List<Annotation> backwards = new ArrayList<>(said);
        Collections.reverse(backwards);

        said.forEach(one -> network().annotate(one));
        backwards.forEach(one -> annotated().annotate(one));

        assertThat(network().annotations()).isEqualTo(annotated().annotations());
        assertThat(network().annotations().note()).hasValue("note 3");
        assertThat(network().annotations().tags()).isEmpty();
    }

    @Test
    default void what_is_too_much_to_say_is_refused_and_changes_nothing() {
        List<Annotation> most = new ArrayList<>();
        for (int i = 0; i < Annotations.MAX_TAGS; i++) {
            most.add(Annotation.tag("tag " + i));
        }
        for (Annotated thing : List.of(annotated(), network())) {
            Annotations before = thing.annotate(most);

            assertThatThrownBy(() -> thing.annotate(Annotation.tag("one more"), Annotation.starred(true)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("101", "100");
            assertThat(thing.annotations()).isEqualTo(before);
        }
    }

    @Test
    default void models_that_are_not_there_cannot_be_spoken_of() {
        Model model = network();
        annotated().models().delete(model.id());

        assertThatThrownBy(() -> model.annotate(Annotation.starred(true))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(model::annotations).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void what_is_said_goes_with_its_thing() {
        network().annotate(Annotation.starred(true));
        annotated().annotate(Annotation.starred(true));

        experiments().delete(annotated().id());
        experiments().create("annotated");

        assertThat(annotated().annotations()).isEqualTo(Annotations.NONE);
        assertThat(network().annotations()).isEqualTo(Annotations.NONE);
    }
}
