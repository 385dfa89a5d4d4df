package io.github.djltracker.cli.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Models;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.InMemoryTracker;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FinderTest {
    private static final UUID RUN = UUID.fromString("ab12cd34-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("ab12ef56-0000-4000-8000-000000000002");

    private final InMemoryTracker tracker = new InMemoryTracker();
    private final Finder finder = new Finder(tracker, "memory", null);

    @BeforeEach
    void fill() {
        Models first = tracker.experiment("first").models();
        first.create("abcdef", "net");
        first.create("abc", "twin");
        tracker.experiment("a/b").models().create("fedcba", "twin");
        tracker.logs().append(RUN, Entries.start(RUN, "first", "abcdef"));
        tracker.logs().append(OTHER, Entries.start(OTHER, "a/b", "fedcba"));
    }

    @Test
    void what_matches_exactly_goes_before_what_only_begins_so() {
        assertThat(finder.model("abc").model().hash()).isEqualTo("abc");
        assertThat(finder.model("abcd").model().hash()).isEqualTo("abcdef");
        assertThat(finder.model("net").model().hash()).isEqualTo("abcdef");
        assertThat(finder.model("ABCD").model().hash()).isEqualTo("abcdef");
    }

    @Test
    void a_model_is_found_by_its_id() {
        UUID id = finder.model("net").model().id();

        assertThat(finder.model(id.toString()).model().id()).isEqualTo(id);
        assertThat(finder.model(id.toString().toUpperCase(Locale.ROOT)).model().id())
                .isEqualTo(id);
    }

    @Test
    void an_experiment_tells_models_of_one_name_apart() {
        assertThatThrownBy(() -> finder.model("twin"))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "\"twin\" is ambiguous: it may be abc (twin) of first, fedcba (twin) of a/b. Use more characters, or EXPERIMENT/MODEL");

        assertThat(finder.model("first/twin").model().hash()).isEqualTo("abc");
        assertThat(finder.model("a/b/twin").model().hash()).isEqualTo("fedcba");
        assertThat(new Finder(tracker, "memory", "a/b").model("twin").model().hash())
                .isEqualTo("fedcba");
    }

    @Test
    void a_run_is_found_by_the_beginning_of_its_id() {
        assertThat(finder.run("ab12c").run().id()).isEqualTo(RUN);
        assertThat(finder.run("AB12E").run().id()).isEqualTo(OTHER);
        assertThat(finder.run(RUN.toString()).model().model().hash()).isEqualTo("abcdef");
        assertThatThrownBy(() -> finder.run("ab12")).isInstanceOf(Failure.class).hasMessageContaining("may be");
        assertThatThrownBy(() -> finder.run("net")).isInstanceOf(Failure.class).hasMessageContaining("no run \"net\"");
    }

    @Test
    void a_run_of_another_experiment_is_not_found() {
        Finder first = new Finder(tracker, "memory", "first");

        assertThat(first.run(RUN.toString()).run().id()).isEqualTo(RUN);
        assertThatThrownBy(() -> first.run(OTHER.toString())).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> first.run("ab12e")).isInstanceOf(Failure.class);
    }

    @Test
    void a_run_is_found_by_its_name_in_any_letters_and_an_id_that_looks_like_a_name_all_the_same() {
        UUID alike = UUID.fromString("abcdefab-abcd-4123-8000-000000000000");
        tracker.logs().append(alike, Entries.start(alike, "first", "other"));

        assertThat(finder.run("clear-heron-745").run().id().toString()).startsWith("ab12cd34");
        assertThat(finder.run("Clear-Heron-745").run().id().toString()).startsWith("ab12cd34");
        assertThat(finder.run("abcdefab-abcd-412").run().id()).isEqualTo(alike);
    }

    @Test
    void a_model_and_a_run_may_begin_alike() {
        assertThatThrownBy(() -> finder.selection("ab"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("model abcdef (net) of first")
                .hasMessageContaining("run ab12cd34 clear-heron-745 (RUNNING) of net");
        assertThat(finder.selection("ab12c").run()).isNotNull();
        assertThat(finder.selection("abcd").run()).isNull();
    }
}
