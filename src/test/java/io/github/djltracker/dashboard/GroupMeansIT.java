package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.testing.MadeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Lines of grouped runs: the mean of each group with its band. */
class GroupMeansIT extends ChartTest {
    /**
     * Functions to make lines of runs, each from the name of its group and pairs of a step and a value, and to print
     * their means.
     */
    private static final String LINES = """
            const { together } = await import('/assets/charts/means.js');
            const line = (key, pairs, more = {}) => {
                const steps = pairs.map(([step]) => step);
                const values = pairs.map(([, value]) => value);
                const nan = values.map(value => (Number.isNaN(value) ? 1 : 0));
                const columns = {
                    firstStep: steps, lastStep: steps, firstTime: steps, lastTime: steps, count: steps.map(() => 1), nan,
                    first: values, last: values, min: values, max: values, mean: values,
                };
                return { of: { label: 'run', group: key && { key, label: key } }, phase: 'train', columns, begin: steps, end: steps,
                    isScattered: false, leftFrom: Infinity, ...more };
            };
            const said = (lines, band = 'range') => together(lines, band).map(({ of, begin, columns }) =>
                `${of.label}: ${begin.map((x, i) => `${x} ${columns.mean[i]} ${columns.min[i]} ${columns.max[i]} ${columns.runs?.[i]}`).join(', ')}`);
            """;

    private List<?> said(String lines) {
        browser.open("/");
        return (List<?>) Objects.requireNonNull(browser.promise(LINES + "return said(" + lines + ");"));
    }

    @Test
    void a_mean_is_over_the_runs_at_each_place_and_each_group_has_its_own() {
        assertThat(
                        said(
                                "[line('a', [[1, 2], [2, 4]]), line('a', [[1, 4], [2, 0]]), line('b', [[1, 7]]), line(null, [[1, 5]])]"))
                .isEqualTo(List.of("a (2): 1 3 2 4 2, 2 2 0 4 2", "b (1): 1 7 7 7 1", "run: 1 5 5 5 undefined"));
    }

    @Test
    void a_run_without_a_point_at_a_place_counts_with_what_lies_between_its_neighbours_and_not_beyond_its_ends() {
        assertThat(said("[line('a', [[10, 0], [20, 10], [30, 20]]), line('a', [[14, 4], [24, 4]])]"))
                .isEqualTo(List.of("a (2): 10 0 0 0 1, 14 4 4 4 2, 20 7 4 10 2, 24 9 4 14 2, 30 20 20 20 1"));
    }

    @Test
    void a_band_of_one_standard_deviation_is_that_of_a_sample() {
        assertThat(said("[1, 3, 5].map(value => line('a', [[1, value]])), 'deviation'"))
                .isEqualTo(List.of("a (3): 1 3 1 5 3"));
        assertThat(said("[line('a', [[1, 3]])], 'deviation'")).isEqualTo(List.of("a (1): 1 3 3 3 1"));
    }

    @Test
    void what_is_no_number_counts_for_no_mean_and_what_is_great_makes_none_infinite() {
        assertThat(said("[line('a', [[1, NaN], [2, 1]]), line('a', [[1, 3], [2, Infinity]])]"))
                .isEqualTo(List.of("a (2): 1 3 3 3 1, 2 1 1 Infinity 1"));
        assertThat(said("[line('a', [[1, 1e308]]), line('a', [[1, 1.5e308]])], 'deviation'"))
                .asString()
                .startsWith("[a (2): 1 1.25e+308 8.96")
                .endsWith("1.6035533905932737e+308 2]");
        assertThat(said("[line('a', [[1, NaN]])]")).isEqualTo(List.of("a (1): 1 NaN NaN NaN 0"));
    }

    @Test
    void what_a_resumed_run_left_behind_is_not_counted() {
        assertThat(said("[line('a', [[1, 2], [2, 8]], { leftFrom: 1.5 }), line('a', [[2, 4]])]"))
                .isEqualTo(List.of("a (2): 1 2 2 2 1, 2 4 4 4 1"));
    }

    @Test
    void many_places_are_taken_together_to_few() {
        Object count =
                browserCount("[0, 0.5].map(by => line('a', Array.from({ length: 900 }, (_, i) => [i + by, by])))");

        assertThat(((Number) count).intValue()).isEqualTo(250);
    }

    private Object browserCount(String lines) {
        browser.open("/");
        return Objects.requireNonNull(browser.promise(LINES + "const [one] = together(" + lines + ", 'range');"
                + "return one.columns.mean.every(value => Math.abs(value - 0.25) < 0.02 || value === 0 || value === 0.5)"
                + " ? one.begin.length : -1;"));
    }

    private UUID run(String model, int number, double learningRate) {
        return MadeRun.of("vision", model, number)
                .learningRate(learningRate)
                .started(Instant.parse("2026-05-01T12:00:00Z").plus(Duration.ofHours(number)))
                .into(store.logs());
    }

    private void record() {
        run("resnet", 1, 0.1);
        run("resnet", 2, 0.1);
        run("resnet", 3, 0.01);
        UUID tagged = run("lenet", 4, 0.01);
        store.logs().annotate(tagged, List.of(Annotation.tag("team", "vision")));
    }

    private void open(String query) {
        browser.open("/experiments/" + store.experiment("vision").id() + "/runs" + query);
        awaitChart("loss");
    }

    private List<String> values() {
        point("loss", 0.45);
        point("loss", 0.5);
        return browser.texts(".values:not([hidden]) .values-rows > div");
    }

    private void awaitValues(int count) {
        browser.await(count + " lines", () -> values().size() == count);
    }

    @Test
    void groups_are_drawn_as_means_with_a_legend_in_their_colours() {
        record();

        open("?group=hash&charts.hide=validate");

        awaitValues(2);
        assertThat(values()).anyMatch(text -> text.matches("(?s)resnet \\(3\\) train.*[\\d.]+ to [\\d.]+, 3 runs"));
        assertThat(browser.texts(".legend li")).containsExactly("resnet, 3 runs", "lenet, 1 run");
        assertThat(
                        browser.script(
                                "return [...document.querySelectorAll('.legend .swatch')].map(one => one.style.background).join()"))
                .isEqualTo(browser.script(
                        "return [...document.querySelectorAll('td .swatch')].map(one => one.style.background).join()"));
        assertThat(browser.text("[data-metric=loss] .chart-foot"))
                .isEqualTo("lines: means of groups; bands: lowest to highest value");
        assertThat(browser.text(".run-charts > p")).isEqualTo("Drawn: 2 groups. Select groups to draw others.");
    }

    @Test
    void the_band_is_chosen_and_so_are_all_lines_in_the_colours_of_their_groups() {
        record();
        open("?group=tag:team&charts.hide=validate");
        awaitValues(2);

        browser.click("select[aria-label=Lines] option[value=deviation]");
        browser.awaitText("[data-metric=loss] .chart-foot", "one standard deviation");
        browser.click("select[aria-label=Lines] option[value=runs]");

        awaitValues(4);
        assertThat(browser.script("return new Set([...document.querySelectorAll('.values .swatch')]"
                        + ".map(one => one.style.background)).size"))
                .isEqualTo(2L);
        assertThat(browser.address()).contains("charts.lines=runs");
        open(browser.address().replaceFirst("^[^?]*", ""));
        awaitValues(4);
    }

    @Test
    void a_group_is_selected_by_keys_alone_and_the_address_keeps_it() {
        record();
        open("?group=setting.optimizer.learningRateTracker.value&charts.hide=validate");
        awaitValues(2);

        browser.find("tr[data-key='number 0.01'] input").sendKeys(Keys.SPACE);

        browser.awaitText(".run-charts > p", "Drawn: 1 selected group.");
        awaitValues(1);
        assertThat(values().get(0)).contains("2 runs");
        open(browser.address().replaceFirst("^[^?]*", ""));
        awaitValues(1);
        assertThat(browser.find("tr[data-key='number 0.01'] input").isSelected())
                .isTrue();
    }
}
