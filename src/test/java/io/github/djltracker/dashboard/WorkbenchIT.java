package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Charts beside the table of all runs of an experiment. */
class WorkbenchIT extends ChartTest {
    private static final String TABLE = "Runs of vision";

    private UUID run(String model, int number) {
        return MadeRun.of("vision", model, number)
                .started(Instant.parse("2026-05-01T12:00:00Z").plus(Duration.ofHours(number)))
                .into(store.logs());
    }

    private String address() {
        return "/experiments/" + store.experiment("vision").id() + "/runs";
    }

    private void open(String query) {
        browser.open(address() + query);
        awaitChart("loss");
    }

    private String words() {
        return browser.text(".run-charts > p");
    }

    /** The names of the lines at the pointer, in the middle of the chart of the training loss. */
    private List<String> lines() {
        browser.find("[data-metric=loss] .u-over");
        point("loss", 0.45);
        point("loss", 0.5);
        return browser.texts(".values:not([hidden]) .values-name");
    }

    private void awaitLines(int count) {
        browser.await(count + " lines", () -> lines().size() == count);
    }

    @Test
    void the_first_runs_of_the_table_are_drawn_and_it_says_so() {
        for (int i = 1; i <= 12; i++) {
            run(i % 2 == 0 ? "resnet" : "lenet", i);
        }

        open("?charts.hide=validate");

        assertThat(words()).isEqualTo("Drawn: the first 10 of 12 runs. Select runs to draw others.");
        awaitLines(10);
        assertThat(browser.count(".swatch[data-color]")).isEqualTo(10);
        assertThat(rows(TABLE)).hasSize(12);
    }

    @Test
    void charts_follow_what_is_selected_by_keys_alone_and_the_address_keeps_it() {
        UUID first = run("resnet", 1);
        run("resnet", 2);
        UUID third = run("lenet", 3);
        open("?charts.hide=validate");
        awaitLines(3);

        for (UUID id : List.of(first, third)) {
            browser.find("tr[data-key='" + id + "'] input").sendKeys(Keys.SPACE);
        }

        browser.awaitText(".run-charts > p", "Drawn: 2 selected runs.");
        awaitLines(2);
        assertThat(browser.count(".swatch[data-color]")).isEqualTo(2);
        assertThat(browser.address()).contains("runs=");
        open(browser.address().substring(address().length()));
        assertThat(words()).isEqualTo("Drawn: 2 selected runs.");
        awaitLines(2);
        assertThat(browser.find("tr[data-key='" + first + "'] input").isSelected())
                .isTrue();
    }

    @Test
    void a_run_that_goes_on_grows_and_one_that_begins_is_drawn() {
        UUID going =
                MadeRun.of("vision", "resnet", 1).ended(null, null).oneMetric().into(store.logs());
        open("");
        assertThat(ink("loss", 0.9, 1, 0, 1)).isGreaterThan(0.1);

        long next = store.logs().next(going);
        double[] values = new double[500];
        Arrays.fill(values, 3);
        store.logs().append(going, Entries.points(next, "loss", "train", 501, values));

        browser.await("a line that is longer", () -> ink("loss", 0.6, 0.95, 0, 0.2) > 0.1);
        MadeRun.of("vision", "lenet", 2).into(store.logs());
        browser.awaitText(".run-charts > p", "Drawn: 2 runs.");
        browser.find("[data-metric=accuracy] .u-over");
    }

    @Test
    void charts_stand_beside_the_table_or_below_it_on_a_narrow_screen() {
        run("resnet", 1);
        open("");
        WebElement table = browser.find(".found");
        WebElement charts = browser.find(".run-charts");
        assertThat(charts.getLocation().getX()).isGreaterThan(600);
        assertThat(Math.abs(charts.getLocation().getY() - table.getLocation().getY()))
                .isLessThan(5);

        browser.size(400, 800);

        browser.await(
                "below",
                () -> charts.getLocation().getY()
                        >= table.getLocation().getY() + table.getSize().getHeight());
        assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
    }

    @Test
    void charts_can_be_put_away_and_their_state_is_apart_from_that_of_a_picture() {
        run("resnet", 1);
        run("resnet", 2);
        open("?picture=scatter&x=duration");

        browser.click("select[aria-label='X axis'] option[value=epoch]");

        assertThat(browser.address()).contains("x=duration", "charts.x=epoch");
        browser.all("label.check").stream()
                .filter(label -> label.getText().equals("Charts"))
                .findFirst()
                .orElseThrow()
                .findElement(By.tagName("input"))
                .sendKeys(Keys.SPACE);
        browser.await("no charts", () -> browser.all(".run-charts .chart").isEmpty());
        assertThat(browser.address()).contains("charts=off");
        browser.open(browser.address());
        assertThat(browser.find("table[aria-label='" + TABLE + "']").isDisplayed())
                .isTrue();
        assertThat(browser.count(".run-charts .chart")).isZero();
    }
}
