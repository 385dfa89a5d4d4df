package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A metric as the x axis of the other metrics. */
class MetricAxisIT extends ChartTest {
    private UUID run;

    @BeforeEach
    void record() {
        run = MadeRun.of("vision", "resnet", 1).ended(null, null).oneMetric().into(store.logs());
        append(
                "tokens",
                101,
                IntStream.range(0, 400).mapToDouble(i -> 1_000 * (i + 1.0)).toArray());
    }

    private void append(String name, long from, double... values) {
        store.logs().append(run, Entries.points(store.logs().next(run), name, "train", from, values));
    }

    private void open(String query) {
        browser.open("/models/" + model("vision", "resnet").id() + query);
        awaitChart("loss");
    }

    private String title(double x) {
        point("loss", x);
        return browser.text(".values-title");
    }

    @Test
    void points_stand_at_the_value_that_the_metric_had_at_their_step() {
        open("");

        browser.click("select[aria-label='X axis'] option[value='metric:tokens']");

        browser.awaitText("[data-metric=loss] .chart-foot", "left out: 100 points before the first value of tokens");
        assertThat(title(0.5)).matches("tokens (199|200|201)\\d{3}(\\.\\d+)?");
        assertThat(browser.address()).contains("x=metric%3Atokens");
        browser.driver().navigate().refresh();
        browser.awaitView();
        awaitChart("loss");
        assertThat(title(0.25)).matches("tokens (99|100|101)\\d{3}(\\.\\d+)?");
        browser.click("select[aria-label='X axis'] option[value=step]");
        browser.await(
                "nothing left out",
                () -> browser.all("[data-metric=loss] .chart-foot")
                        .get(0)
                        .getText()
                        .isEmpty());
    }

    @Test
    void a_part_is_zoomed_into_by_drag_and_keys() {
        open("?x=metric:tokens");
        browser.requests();

        drag("loss", 0.5, 0.6);

        browser.await(
                "the steps of that part",
                () -> browser.requests().stream()
                        .anyMatch(url -> url.matches(".*curves\\?name=loss.*from=(29|30)\\d&to=(34|35)\\d.*")));
        assertThat(browser.address()).containsPattern("zoom=20\\d{4}[.\\d]*%7E2[34]\\d{4}");
        browser.find("[data-metric=loss] .plot").sendKeys("0");
        browser.await("all", () -> !browser.address().contains("zoom="));
    }

    @Test
    void what_comes_finds_its_place() {
        open("?x=metric:tokens");
        String before = title(0.99);

        append(
                "tokens",
                501,
                IntStream.range(0, 400).mapToDouble(i -> 1_000 * (i + 401.0)).toArray());
        append("loss", 501, IntStream.range(0, 400).mapToDouble(i -> 0.3).toArray());

        assertThat(before).matches("tokens 39\\d{4}.*");
        browser.await(
                "the rest", () -> title(0.98).matches("tokens 7[89]\\d{4}.*") && ink("loss", 0.9, 0.95, 0, 1) > 0.1);
    }

    @Test
    void a_metric_that_rises_and_falls_is_an_axis_too() {
        append(
                "rate",
                1,
                IntStream.range(0, 500)
                        .mapToDouble(i -> 250 - Math.abs(250.0 - i))
                        .toArray());
        open("?x=metric:rate");

        assertThat(title(0.5)).matches("rate 12[456](\\.\\d+)?");
        assertThat(browser.text("[data-metric=loss] .chart-foot")).isEmpty();
        assertThat(ink("loss", 0.8, 0.9, 0, 1)).isGreaterThan(0.1);
    }

    @Test
    void a_run_without_the_metric_is_said_to_be_left_out() {
        MadeRun.of("vision", "resnet", 2).oneMetric().into(store.logs());
        open("?x=metric:tokens");

        browser.awaitText(
                "[data-metric=loss] .chart-foot",
                "left out: 600 points before the first value of tokens, or from 1 run without it");
        browser.open("/models/" + model("vision", "resnet").id() + "?x=metric:nothing");
        browser.awaitText("[data-metric=loss] .chart-foot", "No values in this range. \u00b7 left out: 1,000 points");
    }
}
