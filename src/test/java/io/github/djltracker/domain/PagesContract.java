package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link Metrics#page} and {@link Iterations#page} do in every implementation. */
public interface PagesContract extends TrackerContract {
    /** Texts that are never the place of a next page. */
    List<String> NO_PLACES = List.of(
            "",
            " ",
            "x",
            "-",
            "0",
            "-1",
            "metrics",
            "null",
            "m_1_2_3",
            "\u0130",
            "a\nb",
            "../x",
            "x".repeat(10_000_000));

    @Test
    default void pages_of_every_size_are_the_list() {
        mixed();

        List<Metric> metrics = model().metrics().list();
        List<String> iterations = ids(model().iterations().list());
        assertThat(metrics).hasSizeGreaterThan(100);
        assertThat(iterations).hasSizeGreaterThan(40);
        for (int limit : new int[] {1, 7, 50, metrics.size() - 1, metrics.size(), Page.MAX_LIMIT}) {
            assertThat(metrics(new MetricQuery(null, null, null, null, limit))).isEqualTo(metrics);
            assertThat(ids(iterations(new IterationQuery(null, null, limit)))).isEqualTo(iterations);
        }
    }

    @Test
    default void pages_of_long_series_are_the_list() {
        Random random = new Random(7);
        UUID run = run();
        UUID other = run();
        long step = 0;
        for (int i = 1; i <= 60; i++) {
            int count = 1 + random.nextInt(120);
            double[] values = random.doubles(count).toArray();
            long[] steps = new long[count];
            Arrays.setAll(steps, k -> k);
            append(
                    i % 3 == 0 ? other : run,
                    Entries.batch(
                            i % 3 == 0 ? i / 3 : i - i / 3,
                            Entries.columns(i, 1, step++),
                            Entries.series(i, "loss", "train", steps, values),
                            Entries.series(i, "loss", null, steps, values),
                            Entries.series(i, i % 7 == 0 ? "seldom" : "accuracy", "train", steps, values)));
        }
        append(other, Entries.end(21, RunStatus.FINISHED));

        List<Metric> all = model().metrics().list();
        assertThat(all).hasSizeGreaterThan(5_000);
        for (int limit : new int[] {499, 1_000, 4_321}) {
            assertThat(metrics(new MetricQuery(null, null, null, null, limit))).isEqualTo(all);
        }
        check(new MetricQuery("seldom", null, null, null, 50), metric -> "seldom".equals(metric.name()));
        check(
                new MetricQuery("loss", "", other, null, 333),
                metric -> "loss".equals(metric.name()) && metric.phase() == null && other.equals(metric.run()));
    }

    @Test
    default void pages_hold_what_is_asked_for() {
        List<UUID> runs = mixed();

        for (String name : Arrays.asList(null, "loss", "accuracy", "by hand", "nothing")) {
            for (String phase : Arrays.asList(null, "", "train", "other")) {
                for (UUID run : Arrays.asList(null, runs.get(0), runs.get(1), new UUID(1, 1))) {
                    check(
                            new MetricQuery(name, phase, run, null, 5),
                            metric -> (name == null || name.equals(metric.name()))
                                    && (phase == null || phase.equals(Objects.requireNonNullElse(metric.phase(), "")))
                                    && (run == null || run.equals(metric.run())));
                }
            }
        }
        for (long step : new long[] {0, 3, 20, 1_000}) {
            List<String> expected = model().iterations().list().stream()
                    .filter(iteration -> iteration.step() == step)
                    .map(Iteration::id)
                    .toList();
            assertThat(ids(iterations(new IterationQuery(step, null, 1)))).isEqualTo(expected);
        }
    }

    @Test
    default void only_the_last_page_has_none_behind_it() {
        assertThat(model().metrics().page(MetricQuery.ALL)).isEqualTo(new Page<>(List.of(), null));
        assertThat(model().iterations().page(IterationQuery.ALL)).isEqualTo(new Page<>(List.of(), null));
        run(Entries.batch(1, Entries.columns(1, 1, 5, 6), Entries.series(1, "loss", null, new long[] {5, 6}, 1, 2)));

        assertThat(model().metrics()
                        .page(new MetricQuery(null, null, null, null, 1))
                        .after())
                .matches("[A-Za-z0-9._~-]{1,200}");
        assertThat(model().metrics()
                        .page(new MetricQuery(null, null, null, null, 2))
                        .after())
                .isNull();
        assertThat(model().iterations().page(new IterationQuery(null, null, 1)).after())
                .matches("[A-Za-z0-9._~-]{1,200}");
        assertThat(model().iterations().page(new IterationQuery(null, null, 2)).after())
                .isNull();
        assertThat(model().iterations().page(new IterationQuery(5L, null, 1)).after())
                .isNull();
    }

    @Test
    default void the_next_page_begins_behind_its_place_whatever_is_removed_meanwhile() {
        mixed();
        List<Metric> expected = new ArrayList<>(model().metrics().list());
        List<Metric> found = new ArrayList<>();
        MetricQuery query = new MetricQuery(null, null, null, null, 7);

        for (Page<Metric> page = model().metrics().page(query);
                page.after() != null;
                page = model().metrics().page(query.after(page.after()))) {
            found.addAll(page.items());
            // removes the last item of the page, which the next page starts after, and the item after it
            int next = expected.indexOf(page.items().get(6)) + 1;
            model().metrics().remove(page.items().get(6));
            model().metrics().remove(expected.remove(next));
        }

        assertThat(found).isEqualTo(expected.subList(0, found.size())).hasSizeGreaterThan(90);
        assertThat(expected).hasSizeLessThan(found.size() + 8);
    }

    @Test
    default void the_next_page_of_iterations_begins_behind_its_place_whatever_is_removed_meanwhile() {
        mixed();
        List<String> expected = new ArrayList<>(ids(model().iterations().list()));
        List<String> found = new ArrayList<>();
        IterationQuery query = new IterationQuery(null, null, 5);

        for (Page<Iteration> page = model().iterations().page(query);
                page.after() != null;
                page = model().iterations().page(query.after(page.after()))) {
            found.addAll(ids(page.items()));
            model().iterations().remove(page.items().get(4));
        }

        assertThat(found).isEqualTo(expected.subList(0, found.size())).hasSizeGreaterThan(35);
    }

    @Test
    default void the_next_page_begins_behind_its_place_though_its_run_goes_on_ends_or_is_deleted() {
        UUID first = run(Entries.points(1, "loss", null, 0, 1, 2, 3));
        UUID second = run(Entries.points(1, "loss", null, 0, 4, 5));
        MetricQuery two = new MetricQuery(null, null, null, null, 2);
        String after = model().metrics().page(two).after();

        append(first, Entries.points(2, "a", null, 3, 6));
        model().metrics().log("by hand", 7);
        assertThat(values(two.after(after))).containsExactly(3.0, 4.0, 5.0, 6.0, 7.0);
        append(first, Entries.end(3, RunStatus.FINISHED));
        assertThat(values(two.after(after))).containsExactly(3.0, 4.0, 5.0, 6.0, 7.0);
        model().runs().delete(first);
        assertThat(values(two.after(after))).containsExactly(4.0, 5.0, 7.0);
        model().metrics().clear();
        assertThat(values(two.after(after))).isEmpty();

        append(second, Entries.points(2, "loss", null, 2, 8));
        assertThat(values(two.after(after))).containsExactly(8.0);
    }

    @Test
    default void refuses_places_of_no_page_and_of_other_lists() {
        mixed();
        Model other = full(experiments().create("other"));
        String metrics = after(model().metrics().page(new MetricQuery(null, null, null, null, 1)));
        String iterations = after(model().iterations().page(new IterationQuery(null, null, 1)));

        Bad.refused(NO_PLACES, after -> model().metrics().page(MetricQuery.ALL.after(after)));
        Bad.refused(NO_PLACES, after -> model().iterations().page(IterationQuery.ALL.after(after)));
        Bad.refused(List.of(metrics, iterations), after -> other.metrics().page(MetricQuery.ALL.after(after)));
        Bad.refused(List.of(metrics, iterations), after -> other.iterations().page(IterationQuery.ALL.after(after)));
        Bad.refused(List.of(iterations), after -> model().metrics().page(MetricQuery.ALL.after(after)));
        Bad.refused(List.of(metrics), after -> model().iterations().page(IterationQuery.ALL.after(after)));
    }

    @Test
    default void refuses_pages_of_nothing_and_of_too_much() {
        List<Integer> limits = List.of(0, -1, Integer.MIN_VALUE, Page.MAX_LIMIT + 1, Integer.MAX_VALUE);

        Bad.refused(limits, limit -> new MetricQuery(null, null, null, null, limit));
        Bad.refused(limits, limit -> new IterationQuery(null, null, limit));
        Bad.refused(Bad.NAMES, name -> new MetricQuery(name, null, null, null, 1));
        Bad.refused(List.of(" ", "a\nb"), phase -> new MetricQuery(null, phase, null, null, 1));
        Bad.refused(List.of(-1L, Limits.MAX_INTEGER + 1), step -> new IterationQuery(step, null, 1));
        Bad.refusedNull(() -> model().metrics().page(Bad.nothing(MetricQuery.class)));
        Bad.refusedNull(() -> model().iterations().page(Bad.nothing(IterationQuery.class)));
    }

    @Test
    default void a_deleted_model_has_no_pages() {
        Model model = full(experiment());

        models().delete(model.id());

        assertThatThrownBy(() -> model.metrics().page(MetricQuery.ALL)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> model.iterations().page(IterationQuery.ALL)).isInstanceOf(NotFoundException.class);
    }

    /**
     * Two runs whose entries alternate with one another and with points that are logged manually; one of the runs has
     * ended.
     */
    private List<UUID> mixed() {
        UUID a = run();
        UUID b = run();
        int[] next = {1, 1};
        for (int i = 0; i < 20; i++) {
            UUID run = i % 3 == 0 ? b : a;
            long sequence = next[i % 3 == 0 ? 1 : 0]++;
            append(
                    run,
                    Entries.batch(
                            sequence,
                            Entries.columns(sequence, 1, i, i + 1),
                            Entries.series(sequence, "loss", "train", new long[] {i, i + 1, i}, i, -i, i + 0.5),
                            Entries.series(sequence, i % 4 == 0 ? "accuracy" : "loss", null, new long[] {i}, i),
                            Entries.series(sequence, "accuracy", "train", new long[] {i}, 100 + i)));
            if (i % 5 == 0) {
                model().metrics().log("by hand", i, null, i % 2 == 0 ? null : "train");
                model().metrics().log("loss", i, i, "train");
                model().iterations().create(3);
            }
        }
        append(b, Entries.end(next[1], RunStatus.FINISHED));
        return List.of(a, b);
    }

    private void check(MetricQuery query, Predicate<Metric> filter) {
        List<Metric> expected = model().metrics().list().stream().filter(filter).toList();
        assertThat(metrics(query)).as("%s", query).isEqualTo(expected);
    }

    private List<Double> values(MetricQuery query) {
        return metrics(query).stream().map(Metric::value).toList();
    }

    /** The metrics of all pages from this one on; each page except the last must be full. */
    private List<Metric> metrics(MetricQuery query) {
        List<Metric> all = new ArrayList<>();
        Page<Metric> page = model().metrics().page(query);
        all.addAll(page.items());
        while (page.after() != null) {
            assertThat(page.items()).hasSize(query.limit());
            page = model().metrics().page(query.after(page.after()));
            assertThat(page.items()).isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    private List<Iteration> iterations(IterationQuery query) {
        List<Iteration> all = new ArrayList<>();
        Page<Iteration> page = model().iterations().page(query);
        all.addAll(page.items());
        while (page.after() != null) {
            assertThat(page.items()).hasSize(query.limit());
            page = model().iterations().page(query.after(page.after()));
            assertThat(page.items()).isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    private static List<String> ids(List<Iteration> iterations) {
        return iterations.stream().map(Iteration::id).toList();
    }

    private static String after(Page<?> page) {
        @Nullable String after = page.after();
        return Objects.requireNonNull(after);
    }
}
