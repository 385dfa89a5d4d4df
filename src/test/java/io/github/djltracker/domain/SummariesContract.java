package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Experiments#summaries} and {@link Models#summaries} do in every implementation. */
public interface SummariesContract extends TrackerContract {
    @Test
    default void sums_up_what_is_in_experiments() {
        experiments().create("empty");
        experiments().create("two").models().create("a");
        experiments().read("two").orElseThrow().models().create("b");
        run(Entries.iterations(1, 0), Entries.end(2, RunStatus.FINISHED));
        run(Entries.end(1, RunStatus.FINISHED));
        run(Entries.end(1, RunStatus.FAILED));
        run(Entries.end(1, RunStatus.INTERRUPTED));
        UUID open = run(Entries.iterations(1, 0));
        models().create("another");

        List<Experiments.Summary> all = experiments(10);

        assertThat(all).extracting(Experiments.Summary::name).containsExactly("empty", "two", "e");
        assertThat(all)
                .extracting(Experiments.Summary::id)
                .isEqualTo(experiments().list().stream().map(Experiment::id).toList());
        assertThat(all).extracting(Experiments.Summary::models).containsExactly(0L, 2L, 2L);
        assertThat(all)
                .extracting(Experiments.Summary::runs)
                .containsExactly(
                        Map.of(),
                        Map.of(),
                        Map.of(
                                RunStatus.FINISHED,
                                2L,
                                RunStatus.FAILED,
                                1L,
                                RunStatus.INTERRUPTED,
                                1L,
                                RunStatus.RUNNING,
                                1L));
        assertThat(all).extracting(Experiments.Summary::active).startsWith(null, null);
        assertThat(all.get(2).active()).isEqualTo(read(open).seen());
    }

    @Test
    default void sums_up_what_is_in_models() {
        models().create("bare");
        run(Entries.iterations(1, 41), Entries.end(2, RunStatus.FAILED));
        UUID latest = run(Entries.iterations(1, 12));
        Model named = models().create("named", "name", "text");
        named.step(9);
        full(experiments().create("other"));

        List<Models.Summary> all = models(10);

        assertThat(all).extracting(summary -> summary.model().hash()).containsExactly("bare", HASH, "named");
        assertThat(all)
                .extracting(summary -> summary.model().id())
                .isEqualTo(models().list().stream().map(Model::id).toList());
        assertThat(all).extracting(Models.Summary::name).containsExactly(null, null, "name");
        assertThat(all).extracting(Models.Summary::description).containsExactly(null, null, "text");
        assertThat(all).extracting(Models.Summary::step).containsExactly(0L, 41L, 9L);
        assertThat(all)
                .extracting(Models.Summary::runs)
                .containsExactly(Map.of(), Map.of(RunStatus.FAILED, 1L, RunStatus.RUNNING, 1L), Map.of());
        assertThat(all)
                .extracting(Models.Summary::active)
                .containsExactly(null, read(latest).seen(), null);
        assertThat(all).extracting(Models.Summary::series).containsOnly(List.of());
        assertThat(all.get(1).model().runs().list()).hasSize(2);
    }

    @Test
    default void sums_up_series_over_all_runs_and_what_was_logged_by_hand() {
        model().metrics().log("loss", 100, 50, "train");
        model().metrics().log("note", 3);
        model().metrics().log("note", 2);
        UUID first =
                run(Entries.points(1, "loss", "train", 0, 5, Double.NaN, -0.5), Entries.points(2, "b", null, 0, 1));
        UUID second = run(
                Entries.points(1, "loss", "train", 2, 4, 3),
                Entries.points(2, "loss", null, 0, Double.NaN),
                Entries.end(3, RunStatus.FINISHED));
        append(first, Entries.points(3, "loss", "train", 3, 9));
        Series note = new Series(null, "note", null, 2, 0, null, null, 2, 2, 3);
        Series b = new Series(null, "b", null, 1, 0, 0L, 0L, 1, 1, 1);
        Series nan = new Series(null, "loss", null, 1, 1, 0L, 0L, Double.NaN, Double.NaN, Double.NaN);

        assertThat(models(10).get(0).series())
                .containsExactly(b, nan, new Series(null, "loss", "train", 7, 1, 0L, 50L, 3, -0.5, 100), note);

        model().runs().delete(second);
        assertThat(models(10).get(0).series())
                .containsExactly(b, new Series(null, "loss", "train", 5, 1, 0L, 50L, 9, -0.5, 100), note);
        append(first, Entries.end(4, RunStatus.FINISHED));
        model().metrics().remove(model().metrics().list("loss").get(0));
        assertThat(models(10).get(0).series())
                .containsExactly(b, new Series(null, "loss", "train", 4, 1, 0L, 3L, 9, -0.5, 9), note);
        model().metrics().clear();
        assertThat(models(10).get(0).series()).isEmpty();
    }

    @Test
    default void what_was_deleted_counts_no_more() {
        UUID first = run(Entries.iterations(1, 0), Entries.end(2, RunStatus.FINISHED));
        UUID second = run(Entries.iterations(1, 0));
        models().create("other");

        model().runs().delete(second);
        assertThat(models(10).get(0).runs()).isEqualTo(Map.of(RunStatus.FINISHED, 1L));
        assertThat(models(10).get(0).active()).isEqualTo(read(first).seen());
        assertThat(experiments(10).get(0).runs()).isEqualTo(Map.of(RunStatus.FINISHED, 1L));
        assertThat(experiments(10).get(0).active()).isEqualTo(read(first).seen());
        model().runs().delete(first);
        assertThat(models(10).get(0).active()).isNull();
        assertThat(experiments(10).get(0).active()).isNull();
        models().delete(model().id());
        assertThat(experiments(10).get(0).models()).isEqualTo(1);
        experiments().delete(experiment().id());
        assertThat(experiments(10)).isEmpty();
    }

    @Test
    default void pages_of_summaries_are_the_list_whatever_is_deleted_meanwhile() {
        for (int i = 0; i < 12; i++) {
            experiments().create("e" + i);
            models().create("h" + i);
        }
        List<Experiments.Summary> experiments = experiments(100);
        List<Models.Summary> models = models(100);

        for (int limit : new int[] {1, 5, 12, 13}) {
            assertThat(experiments(limit)).isEqualTo(experiments);
            assertThat(models(limit)).isEqualTo(models);
        }
        Page<Models.Summary> page = models().summaries(new PageQuery(null, 5));
        Page<Experiments.Summary> other = experiments().summaries(new PageQuery(null, 5));
        models().delete(page.items().get(4).model().id());
        experiments().delete(other.items().get(4).id());
        assertThat(models().summaries(new PageQuery(page.after(), 100)).items()).isEqualTo(models.subList(5, 12));
        assertThat(experiments()
                        .summaries(new PageQuery(other.after(), 100))
                        .items()
                        .get(0)
                        .name())
                .isEqualTo(experiments.get(5).name());
    }

    @Test
    default void an_experiment_that_is_not_there_has_no_summaries() {
        assertThat(store().experiment("later").models().summaries(PageQuery.FIRST))
                .isEqualTo(new Page<>(List.of(), null));
        assertThat(experiments().summaries(PageQuery.FIRST)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    default void refuses_places_of_no_page_of_summaries() {
        experiments().create("a").models().create("1");
        models().create("1");
        models().create("2");
        String ofModels = Objects.requireNonNull(
                models().summaries(new PageQuery(null, 1)).after());
        String ofExperiments = Objects.requireNonNull(
                experiments().summaries(new PageQuery(null, 1)).after());

        Bad.refused(PagesContract.NO_PLACES, after -> models().summaries(new PageQuery(after, 1)));
        Bad.refused(PagesContract.NO_PLACES, after -> experiments().summaries(new PageQuery(after, 1)));
        Bad.refused(List.of(ofExperiments), after -> models().summaries(new PageQuery(after, 1)));
        Bad.refused(List.of(ofModels), after -> experiments().summaries(new PageQuery(after, 1)));
        Models others = store().experiment("a").models();
        Bad.refused(List.of(ofModels), after -> others.summaries(new PageQuery(after, 1)));
        Bad.refused(List.of(0, -1, Page.MAX_LIMIT + 1), limit -> new PageQuery(null, limit));
        Bad.refusedNull(() -> models().summaries(Bad.nothing(PageQuery.class)));
        Bad.refusedNull(() -> experiments().summaries(Bad.nothing(PageQuery.class)));
    }

    /** The summaries of all pages. */
    private List<Experiments.Summary> experiments(int limit) {
        PageQuery query = new PageQuery(null, limit);
        Page<Experiments.Summary> page = experiments().summaries(query);
        List<Experiments.Summary> all = new ArrayList<>(page.items());
        while (page.after() != null) {
            page = experiments().summaries(query.after(page.after()));
            all.addAll(page.items());
        }
        return all;
    }

    private List<Models.Summary> models(int limit) {
        PageQuery query = new PageQuery(null, limit);
        Page<Models.Summary> page = models().summaries(query);
        List<Models.Summary> all = new ArrayList<>(page.items());
        while (page.after() != null) {
            page = models().summaries(query.after(page.after()));
            all.addAll(page.items());
        }
        return all;
    }
}
