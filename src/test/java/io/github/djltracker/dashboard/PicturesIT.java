package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.TunedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the pictures of an experiment's runs show, and what they report as not shown. */
class PicturesIT extends DashboardTest {
    private static final String TABLE = "Correlation";
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private UUID experiment;

    /**
     * Twenty runs: the loss grows with the rate, is lower for "fast" than for "slow", and does not depend on the batch
     * size.
     */
    @BeforeEach
    void record() {
        for (int i = 0; i < 20; i++) {
            TunedRun run = TunedRun.of("sweep", i)
                    .setting("rate", Math.pow(10, -1 - i / 5.0))
                    .setting("schedule", i % 2 == 0 ? "slow" : "fast")
                    .setting("batch", new int[] {32, 64, 128}[i % 3])
                    .setting("nesterov", i < 10)
                    .setting("seed", 7)
                    .started(START.plus(Duration.ofDays(i)));
            if (i != 3) {
                run.metric("loss", i == 4 ? Double.NaN : 2.0 - i / 10.0 + (i % 2 == 0 ? 0.01 : 0));
            }
            run.metric("accuracy", i / 20.0).into(store.logs());
        }
        experiment = store.experiment("sweep").id();
    }

    private void open(String query) {
        browser.open("/experiments/" + experiment + "/runs" + query);
    }

    @Test
    void a_table_tells_how_much_each_setting_goes_with_the_metric() {
        open("");
        browser.click("select[aria-label=Picture] option[value=correlation]");
        browser.await("the first metric", () -> rows(TABLE).size() == 4);
        assertThat(browser.address()).contains("picture=correlation");

        browser.click("select[aria-label=Metric] option[value='loss@validate.last']");

        browser.await("rows", () -> rows(TABLE).get(0).get(4).equals("18"));
        assertThat(browser.address()).contains("metric=loss%40validate.last");
        List<List<String>> rows = rows(TABLE);
        assertThat(rows.get(0)).containsExactly("data.rate", "1", "rank correlation", "18", "18");
        assertThat(rows.get(1)).startsWith("data.nesterov").endsWith("rank correlation", "2", "18");
        assertThat(rows.stream().map(row -> row.get(0))).contains("data.schedule", "data.batch");
        assertThat(browser.text(".picture .chart-foot"))
                .contains("1 of 20 runs has no loss@validate.last")
                .contains("1 of 20 runs has NaN")
                .contains("1 setting is left out, because it has the same value in all runs");
    }

    @Test
    void the_address_says_which_metric_and_the_filter_which_runs() {
        open("?picture=correlation&metric=accuracy%40validate.last&where=data.rate%20%3E%200.01");

        browser.await("rows", () -> rows(TABLE).size() == 3);

        assertThat(rows(TABLE).get(0)).containsExactly("data.rate", "\u22121", "rank correlation", "5", "5");
    }

    @Test
    void the_metric_is_the_one_that_is_sorted_by() {
        open("?picture=correlation&sort=accuracy%40validate.max");

        browser.await("rows", () -> rows(TABLE).size() == 4);

        assertThat(browser.find("select[aria-label=Metric]").getDomProperty("value"))
                .isEqualTo("accuracy@validate.max");
    }

    @Test
    void the_table_of_correlations_is_saved_as_picture_and_as_numbers() throws IOException {
        open("?picture=correlation&metric=loss%40validate.last");
        browser.await("rows", () -> rows(TABLE).size() == 4);

        browser.press(".picture", "CSV");
        browser.press(".picture", "PNG");

        Path csv = browser.downloads().resolve("Correlation_with_loss_validate.last.csv");
        browser.await("the numbers", () -> Files.exists(csv));
        browser.await(
                "the picture",
                () -> Files.exists(browser.downloads().resolve("Correlation_with_loss_validate.last.png")));
        assertThat(Files.readAllLines(csv))
                .hasSize(5)
                .startsWith("setting,measure,value,values,runs")
                .anyMatch(line -> line.equals("data.rate,rank correlation,1,18,18"));
    }

    private static final String POINTS = "Runs in the scatter plot";

    private void awaitNote(String text) {
        browser.awaitText(".picture .chart-foot", text);
    }

    private void awaitPainted() {
        browser.await(
                "a picture",
                () -> (boolean)
                        Objects.requireNonNull(
                                browser.script(
                                        "const c = document.querySelector('.sweep canvas');"
                                                + " return c !== null && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(x => x > 0)")));
    }

    @Test
    void a_scatter_begins_with_a_setting_that_differs_and_the_metric() {
        open("?picture=scatter");

        awaitNote("20 runs shown.");

        assertThat(browser.find("select[aria-label='X axis']").getDomProperty("value"))
                .isEqualTo("setting.data.batch");
        assertThat(browser.find("select[aria-label='Y axis']").getDomProperty("value"))
                .isEqualTo("accuracy@validate.last");
    }

    @Test
    void a_scatter_says_which_runs_have_no_place_in_it() {
        open("?picture=scatter&x=started&y=loss%40validate.last&color=setting.data.rate&log=accuracy%40validate.last");

        awaitNote("18 runs shown.");
        assertThat(browser.text(".picture .chart-foot"))
                .contains("1 of 20 runs has no loss@validate.last; 1 of 20 runs has NaN for loss@validate.last.");
        browser.click("select[aria-label='Y axis'] option[value='accuracy@validate.last']");

        awaitNote("1 of 20 runs has a value of zero or less for accuracy@validate.last.");

        awaitNote("19 runs shown.");
        browser.click("button[aria-label='Logarithmic scale of Y axis'][aria-pressed=true]");
        awaitNote("20 runs shown.");
        assertThat(browser.address()).doesNotContain("log=");
    }

    @Test
    void keys_go_from_point_to_point_and_open_a_run() {
        open("?picture=scatter&x=started&y=accuracy%40validate.last");
        awaitNote("20 runs");
        awaitPainted();

        browser.find(".sweep").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        browser.awaitText(".picture [aria-live]", "2 of 20");
        assertThat(browser.text(".picture [aria-live]")).contains("accuracy@validate.last 0.05");
        browser.awaitText(".values", "0.05");
        browser.find(".sweep").sendKeys(Keys.ENTER);
        browser.awaitView();
        assertThat(browser.address())
                .isEqualTo("/runs/" + TunedRun.of("sweep", 1).id());
    }

    @Test
    void a_point_tells_its_run_under_the_pointer_and_leads_to_it_by_a_click() {
        open("?picture=scatter&x=started&y=accuracy%40validate.last&where=data.rate%20%3E%200.09");
        awaitNote("1 run shown.");
        awaitPainted();
        // a single value is drawn in the middle
        WebElement plot = browser.find(".sweep");
        int left = (int) Math.round(plot.getSize().width * 0.02);

        browser.actions().moveToElement(plot, left, -6).perform();
        browser.awaitText(".values", "accuracy@validate.last");
        browser.actions().click().perform();

        browser.awaitView();
        assertThat(browser.address())
                .isEqualTo("/runs/" + TunedRun.of("sweep", 0).id());
    }

    @Test
    void a_scatter_is_a_table_too_and_files() throws IOException {
        open(
                "?picture=scatter&x=setting.data.rate&log=setting.data.rate&y=loss%40validate.last&color=setting.data.schedule");
        awaitNote("18 runs");

        browser.find(".as-table summary").sendKeys(Keys.ENTER);

        browser.await("its runs", () -> rows(POINTS).size() == 18);
        assertThat(rows(POINTS).get(0)).endsWith("1.585e-5", "0.1", "fast");
        awaitPainted();
        browser.press(".picture", "CSV");
        browser.press(".picture", "PNG");
        Path csv = browser.downloads().resolve("loss_validate.last_by_data.rate.csv");
        Path png = browser.downloads().resolve("loss_validate.last_by_data.rate.png");
        browser.await("the files", () -> Files.exists(csv) && Files.exists(png));
        assertThat(Files.readAllLines(csv))
                .hasSize(19)
                .startsWith("run,name,data.rate,loss@validate.last,data.schedule")
                .anyMatch(
                        line -> line.startsWith(TunedRun.of("sweep", 0).id() + ",") && line.endsWith(",0.1,2.01,slow"));
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1_000);
    }

    @Test
    void a_setting_of_the_table_leads_to_its_runs() {
        open("?picture=correlation&metric=loss%40validate.last");
        browser.await("rows", () -> rows(TABLE).size() == 4);

        browser.button(".picture", "data.schedule").sendKeys(Keys.ENTER);

        awaitNote("18 runs shown.");
        assertThat(browser.address()).contains("picture=scatter", "x=setting.data.schedule", "y=loss%40validate.last");
    }
}
