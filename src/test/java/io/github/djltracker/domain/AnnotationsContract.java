package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunName;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.Entries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Annotations of runs, in every implementation. */
public interface AnnotationsContract extends TrackerContract {
    private UUID run() {
        UUID run = UUID.randomUUID();
        models().append(run, Entries.start(run, "e", "a"));
        return run;
    }

    private Runs runs() {
        return models().read("a").orElseThrow().runs();
    }

    private Run annotated(UUID run) {
        return runs().read(run).orElseThrow();
    }

    private List<UUID> found(String filter) {
        return experiment().runs().find(RunQuery.all().where(filter).lenient()).stream()
                .map(found -> found.run().id())
                .toList();
    }

    @Test
    default void what_is_said_about_a_run_is_wherever_the_run_is() {
        UUID run = run();
        assertThat(annotated(run).annotations()).isEqualTo(Annotations.NONE);
        assertThat(annotated(run).name()).isEqualTo(RunName.of(run));

        Annotations said = runs().annotate(
                        run,
                        Annotation.name("Best of May"),
                        Annotation.tag("team", "vision"),
                        Annotation.tag("baseline"),
                        Annotation.note("Try *again*\nwith more data"),
                        Annotation.starred(true),
                        Annotation.archived(true));

        assertThat(said.name()).hasValue("Best of May");
        assertThat(said.tags()).isEqualTo(Map.of("team", "vision", "baseline", ""));
        assertThat(said.note()).hasValue("Try *again*\nwith more data");
        assertThat(said.isStarred()).isTrue();
        assertThat(said.isArchived()).isTrue();
        assertThat(annotated(run).annotations()).isEqualTo(said);
        assertThat(annotated(run).name()).isEqualTo("Best of May");
        assertThat(runs().list()).extracting(Run::annotations).containsExactly(said);
        assertThat(experiment().runs().find(RunQuery.all()))
                .extracting(found -> found.run().annotations())
                .containsExactly(said);
    }

    @Test
    default void what_is_said_now_counts_until_it_is_taken_back() {
        UUID run = run();
        runs().annotate(run, Annotation.tag("a", "1").at(Instant.parse("2200-01-01T00:00:00Z")));

        runs().annotate(run, Annotation.tag("a", "2"), Annotation.tag("b", "1"), Annotation.starred(true));
        runs().annotate(run, Annotation.tag("b", null), Annotation.starred(false));

        assertThat(annotated(run).annotations().tags()).isEqualTo(Map.of("a", "2"));
        assertThat(annotated(run).annotations().isStarred()).isFalse();
    }

    @Test
    default void of_each_field_the_later_counts_in_whatever_order_they_arrive() {
        UUID run = run();
        UUID other = run();
        List<Annotation> said = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            Instant time = Entries.TIME.plusSeconds(second);
            said.add(Annotation.name("name " + second).at(time));
            said.add(Annotation.tag("tag", second == 3 ? null : "value " + second)
                    .at(time));
            said.add(Annotation.note("note " + second).at(Entries.TIME));
        }
        List<Annotation> backwards = new ArrayList<>(said);
        Collections.reverse(backwards);

        said.forEach(one -> store().logs().annotate(run, List.of(one)));
        backwards.forEach(one -> models().annotate(other, List.of(one)));

        assertThat(annotated(run).annotations()).isEqualTo(annotated(other).annotations());
        assertThat(annotated(run).annotations().name()).hasValue("name 3");
        assertThat(annotated(run).annotations().tags()).isEmpty();
        assertThat(annotated(run).annotations().note()).hasValue("note 3");
    }

    @Test
    default void what_was_said_at_the_end_of_time_can_still_be_answered() {
        UUID run = run();
        Instant end = Instant.ofEpochMilli(Limits.MAX_INTEGER);

        runs().annotate(
                        run,
                        Annotation.name("first").at(end),
                        Annotation.tag("a").at(end));
        runs().annotate(run, Annotation.name("second"), Annotation.tag("b"));

        assertThat(annotated(run).annotations().name()).hasValue("second");
        assertThat(annotated(run).annotations().tags()).containsOnlyKeys("a", "b");
    }

    @Test
    default void runs_are_found_by_what_is_said_about_them() {
        UUID run = run();
        UUID other = run();
        runs().annotate(
                        run,
                        Annotation.name("Best of May"),
                        Annotation.tag("team", "vision"),
                        Annotation.tag("baseline"),
                        Annotation.note("too slow"),
                        Annotation.starred(true));
        runs().annotate(other, Annotation.tag("team", "audio"), Annotation.archived(true));

        for (String filter : List.of(
                "tag:team = vision",
                "tag:baseline = true",
                "tag:baseline",
                "name = \"Best of May\"",
                "name ~ MAY",
                "note ~ slow",
                "starred",
                "starred = true",
                "archived != true",
                "not archived",
                "tag:team and starred and not archived")) {
            assertThat(found(filter)).as(filter).containsExactly(run);
        }
        assertThat(found("archived and tag:team")).containsExactly(other);
        assertThat(found("name = " + RunName.of(other))).containsExactly(other);
        assertThat(found("starred = 1")).isEmpty();
        assertThat(found("tag:team")).containsExactlyInAnyOrder(run, other);

        runs().annotate(run, Annotation.tag("team", "audio"), Annotation.name(null));
        assertThat(found("tag:team = vision")).isEmpty();
        assertThat(found("tag:team = audio")).containsExactlyInAnyOrder(run, other);
        assertThat(found("name = " + RunName.of(run))).containsExactly(run);
    }

    @Test
    default void runs_that_are_not_there_cannot_be_spoken_of() {
        UUID deleted = run();
        run();
        runs().delete(deleted);

        assertThatThrownBy(() -> runs().annotate(UUID.randomUUID(), Annotation.starred(true)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runs().annotate(deleted, Annotation.starred(true)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().logs().annotate(UUID.randomUUID(), List.of(Annotation.starred(true))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().logs().annotate(deleted, List.of(Annotation.starred(true))))
                .isInstanceOf(DeletedException.class);
    }

    @Test
    default void too_many_tags_are_refused_and_change_nothing() {
        UUID run = run();
        List<Annotation> most = new ArrayList<>();
        for (int i = 0; i < Annotations.MAX_TAGS; i++) {
            most.add(Annotation.tag("tag " + i));
        }
        Annotations before = runs().annotate(run, most);

        assertThatThrownBy(() -> runs().annotate(run, Annotation.tag("one more"), Annotation.starred(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("101", "100");
        assertThat(annotated(run).annotations()).isEqualTo(before);
        // a sink over a network may report the error as a rejection
        assertThatThrownBy(() -> store().logs().annotate(run, List.of(Annotation.tag("one more"))))
                .isInstanceOfAny(IllegalArgumentException.class, RejectedException.class);
        assertThat(annotated(run).annotations()).isEqualTo(before);

        runs().annotate(run, Annotation.tag("tag 0", null), Annotation.tag("one more"));
        assertThat(annotated(run).annotations().tags())
                .hasSize(Annotations.MAX_TAGS)
                .containsKey("one more");
    }

    @Test
    default void texts_are_kept_as_they_are() {
        UUID run = run();
        String hostile = "'; DROP TABLE run; -- <script>alert(1)</script> =1+1 \u202e\ud83d\ude00";

        runs().annotate(
                        run,
                        Annotation.name(hostile),
                        Annotation.tag(hostile, hostile),
                        Annotation.note(hostile + "\n" + "x".repeat(9_000)));

        Annotations said = annotated(run).annotations();
        assertThat(said.name()).hasValue(hostile);
        assertThat(said.tags()).isEqualTo(Map.of(hostile, hostile));
        assertThat(said.note().orElseThrow()).startsWith(hostile).hasSize(hostile.length() + 9_001);
        assertThat(found("\"tag:" + hostile + "\" = \"" + hostile + "\"")).containsExactly(run);
    }
}
