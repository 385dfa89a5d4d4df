package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.testing.memory.Bad;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Views} does. */
public interface ViewsContract extends TrackerContract {
    private Views views() {
        return store().experiment("e").views();
    }

    private View kept(String name) {
        return views().list().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void an_experiment_keeps_no_view_at_first_and_is_not_made_by_asking() {
        assertThat(views().list()).isEmpty();
        assertThatThrownBy(() -> views().remove("best")).isInstanceOf(NotFoundException.class);

        assertThat(experiments().list()).isEmpty();
    }

    @Test
    default void views_are_kept_and_listed_by_name() {
        Instant before = Instant.now().minusSeconds(60);

        View runs = views().keep("slow runs", View.Page.RUNS, "where=loss+%3E+1&sort=-started", false);
        View models = views().keep("best", View.Page.MODELS, "", true);

        assertThat(views().list()).containsExactly(models, runs);
        assertThat(runs.name()).isEqualTo("slow runs");
        assertThat(runs.page()).isEqualTo(View.Page.RUNS);
        assertThat(runs.query()).isEqualTo("where=loss+%3E+1&sort=-started");
        assertThat(runs.isDefault()).isFalse();
        assertThat(models.isDefault()).isTrue();
        assertThat(runs.changed()).isBetween(before, Instant.now().plusSeconds(60));
        assertThat(experiments().list()).extracting(Experiment::name).containsExactly("e");
    }

    @Test
    default void a_view_takes_the_place_of_the_one_of_its_name() {
        views().keep("best", View.Page.RUNS, "sort=a", true);
        views().keep("other", View.Page.RUNS, "sort=b", false);

        View now = views().keep("best", View.Page.MODELS, "sort=c", false);

        assertThat(kept("best")).isEqualTo(now);
        assertThat(now.page()).isEqualTo(View.Page.MODELS);
        assertThat(now.query()).isEqualTo("sort=c");
        assertThat(now.isDefault()).isFalse();
        assertThat(views().list()).hasSize(2);
    }

    @Test
    default void a_view_that_is_kept_again_as_it_was_stays_as_it_was() {
        View first = views().keep("best", View.Page.RUNS, "sort=a", true);

        for (int i = 0; i < 3; i++) {
            assertThat(views().keep("best", View.Page.RUNS, "sort=a", true)).isEqualTo(first);
        }

        assertThat(views().list()).containsExactly(first);
    }

    @Test
    default void each_page_has_one_default() {
        views().keep("a", View.Page.RUNS, "sort=a", true);
        views().keep("b", View.Page.MODELS, "sort=b", true);
        views().keep("c", View.Page.RUNS, "sort=c", true);

        assertThat(views().list().stream().filter(View::isDefault).map(View::name))
                .containsExactly("b", "c");

        views().keep("c", View.Page.RUNS, "sort=c", false);
        assertThat(views().list().stream().filter(View::isDefault).map(View::name))
                .containsExactly("b");
    }

    @Test
    default void each_page_has_one_default_however_many_are_made_so_at_once() throws Exception {
        views().keep("first", View.Page.RUNS, "", true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<View>> kept = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> views().keep("view " + i, View.Page.RUNS, "sort=" + i, true)))
                    .toList();
            for (Future<View> one : kept) {
                assertThat(one.get().isDefault()).isTrue();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a view could not be kept", e);
        } finally {
            threads.shutdownNow();
        }

        assertThat(views().list()).hasSize(9);
        assertThat(views().list().stream().filter(View::isDefault)).hasSize(1);
    }

    @Test
    default void a_view_is_removed_once() {
        views().keep("best", View.Page.RUNS, "sort=a", true);
        views().keep("other", View.Page.RUNS, "sort=b", false);

        views().remove("best");

        assertThat(views().list()).extracting(View::name).containsExactly("other");
        assertThatThrownBy(() -> views().remove("best")).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void views_belong_to_one_experiment_and_go_with_it() {
        UUID other = experiments().create("other").id();
        store().experiment("other").views().keep("best", View.Page.RUNS, "sort=a", true);
        UUID mine = views().keep("best", View.Page.RUNS, "sort=b", true).isDefault()
                ? store().experiment("e").id()
                : other;

        experiments().update(mine, "renamed");
        assertThat(store().experiment("renamed").views().list())
                .extracting(View::query)
                .containsExactly("sort=b");
        assertThat(views().list()).isEmpty();

        experiments().delete(mine);
        experiments().create("renamed");
        assertThat(store().experiment("renamed").views().list()).isEmpty();
        assertThat(store().experiment("other").views().list())
                .extracting(View::query)
                .containsExactly("sort=a");
    }

    @Test
    default void names_and_queries_are_kept_as_they_are() {
        List<String> names = List.of(
                "<script>alert(1)</script>",
                "'; DROP TABLE kept_view; --",
                "loss/validate",
                "..",
                ".",
                "//",
                "\\",
                "100 % + 5 & more = #1?",
                "%2F",
                ";a=b",
                " spaces ",
                "\u202eright to left",
                "\ud83d\ude00",
                "x".repeat(500));
        String query = "where=%3Cb%3E'--;//" + "&a=%2F".repeat(1_000);

        for (String name : names) {
            assertThat(views().keep(name, View.Page.RUNS, query, false).name()).isEqualTo(name);
        }

        assertThat(views().list()).extracting(View::name).containsExactlyInAnyOrderElementsOf(names);
        assertThat(views().list()).extracting(View::query).containsOnly(query);
        names.forEach(views()::remove);
        assertThat(views().list()).isEmpty();
    }

    @Test
    default void refuses_names_and_queries_that_are_none_and_changes_nothing() {
        View before = views().keep("best", View.Page.RUNS, "sort=a", true);

        Bad.refused(Bad.NAMES, name -> views().keep(name, View.Page.RUNS, "", true));
        Bad.refused(
                List.of("a b", "a#b", "\u00e4", "a\nb", "\u0000", "x".repeat(8_001)),
                query -> views().keep("best", View.Page.RUNS, query, false));
        Bad.refusedNull(() -> views().keep(Bad.nothing(String.class), View.Page.RUNS, "", true));
        Bad.refusedNull(() -> views().keep("best", Bad.nothing(View.Page.class), "", true));
        Bad.refusedNull(() -> views().keep("best", View.Page.RUNS, Bad.nothing(String.class), true));
        Bad.refusedNull(() -> views().remove(Bad.nothing(String.class)));

        assertThat(views().list()).containsExactly(before);
    }

    @Test
    default void there_is_a_limit_to_how_many_an_experiment_keeps() {
        Views views = views();
        for (int i = 0; i < Views.MAX_VIEWS; i++) {
            views.keep("view " + i, View.Page.RUNS, "", false);
        }

        assertThatThrownBy(() -> views.keep("one more", View.Page.RUNS, "", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200");
        views.keep("view 0", View.Page.RUNS, "sort=a", true);
        assertThat(views.list()).hasSize(Views.MAX_VIEWS);
    }
}
