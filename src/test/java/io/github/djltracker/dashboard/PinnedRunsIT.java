package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.MadeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Runs that are pinned to the top of the table of all runs, and to its charts. */
class PinnedRunsIT extends ChartTest {
    private static final String TABLE = "Runs of vision";

    private UUID oldest = new UUID(0, 0);

    @BeforeEach
    void record() {
        oldest = run("lenet", 1);
        for (int i = 2; i <= 12; i++) {
            run("resnet", i);
        }
        open("?charts.hide=validate");
    }

    private UUID run(String model, int number) {
        return MadeRun.of("vision", model, number)
                .started(Instant.parse("2026-05-01T12:00:00Z").plus(Duration.ofHours(number)))
                .into(store.logs());
    }

    private void open(String query) {
        browser.open("/experiments/" + store.experiment("vision").id() + "/runs" + query);
        awaitChart("loss");
    }

    private String row() {
        return "tr[data-key='" + oldest + "']";
    }

    private void pin() {
        browser.find(row() + " button.pin").sendKeys(Keys.ENTER);
        browser.await("the pin", () -> first().equals(oldest.toString()));
    }

    private String first() {
        return Objects.requireNonNull(browser.find("table[aria-label='" + TABLE + "'] tbody tr[data-key]")
                .getDomAttribute("data-key"));
    }

    private String words() {
        return browser.text(".run-charts > p");
    }

    @Test
    void a_run_is_pinned_by_keys_alone_whatever_the_table_is_sorted_by() {
        String name = column(TABLE, 1).get(11);
        assertThat(browser.find(row() + " button.pin").getAccessibleName()).isEqualTo("Pin " + name);

        pin();

        assertThat(column(TABLE, 1)).hasSize(12).startsWith(name);
        assertThat(browser.find(row() + " button.pin").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        assertThat(browser.driver().switchTo().activeElement().getAccessibleName())
                .isEqualTo("Pin " + name);
        assertThat(words()).isEqualTo("Drawn: 1 pinned run and the first 10 of 11 runs. Select runs to draw others.");
        browser.find("thead button[data-column=name]").sendKeys(Keys.ENTER);
        browser.await("the order", () -> browser.address().contains("sort=name"));
        assertThat(first()).isEqualTo(oldest.toString());

        open(browser.address().replaceFirst("^[^?]*", ""));
        assertThat(first()).isEqualTo(oldest.toString());
        browser.find(row() + " button.pin").sendKeys(Keys.ENTER);
        browser.await("no pin", () -> !browser.address().contains("pin="));
        browser.awaitText(".run-charts > p", "Drawn: the first 10 of 12 runs.");
    }

    @Test
    void a_pinned_run_stays_beside_what_a_filter_finds_and_what_is_selected() {
        pin();

        browser.type("input.where", "model = resnet");

        browser.awaitText(".head", "11 runs");
        assertThat(column(TABLE, 2)).hasSize(12).startsWith("lenet", "resnet");
        browser.all("tbody tr[data-key] input").get(3).sendKeys(Keys.SPACE);
        browser.awaitText(".run-charts > p", "Drawn: 1 pinned run and 1 selected run.");
        point("loss", 0.5);
        browser.await("two lines", () -> {
            point("loss", 0.4);
            return browser.all(".values:not([hidden]) .values-rows > div").size() == 2;
        });
    }

    @Test
    void a_pinned_run_is_drawn_beside_the_means_of_groups() {
        pin();
        String name = column(TABLE, 1).get(0);

        browser.click("select[aria-label='Group by'] option[value=status]");

        browser.awaitText(".run-charts > p", "Drawn: 1 pinned run and 1 group.");
        assertThat(browser.texts(".legend li")).isEqualTo(List.of(name, "FINISHED, 11 runs"));
    }
}
