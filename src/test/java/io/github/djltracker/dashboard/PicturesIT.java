package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.TunedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pictures of an experiment's runs show, and what they say of what they cannot show. */
class PicturesIT extends DashboardTest {
    private static final String TABLE = "Correlation with settings";
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private UUID experiment;

    /** Twenty runs: the loss grows with the rate, "fast" falls below "slow", the batch size has nothing to do with it. */
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
        browser.find("select[aria-label=Picture] option[value=correlation]").click();
        browser.await("the first metric", () -> rows(TABLE).size() == 4);
        assertThat(browser.address()).contains("picture=correlation");

        browser.find("select[aria-label=Metric] option[value='loss@validate.last']")
                .click();

        browser.await("rows", () -> rows(TABLE).get(0).get(4).equals("18"));
        assertThat(browser.address()).contains("metric=loss%40validate.last");
        List<List<String>> rows = rows(TABLE);
        assertThat(rows.get(0)).containsExactly("data.rate", "1", "rank correlation", "18", "18");
        assertThat(rows.get(1)).startsWith("data.nesterov").endsWith("rank correlation", "2", "18");
        assertThat(rows.stream().map(row -> row.get(0))).contains("data.schedule", "data.batch");
        assertThat(browser.text(".picture .chart-foot"))
                .contains("1 of 20 runs has no loss@validate.last")
                .contains("1 of 20 runs has NaN")
                .contains("1 setting is the same wherever it is set");
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

        browser.button(".picture", "CSV").click();
        browser.button(".picture", "PNG").click();

        Path csv = browser.downloads().resolve("Correlation_with_settings.csv");
        browser.await("the numbers", () -> Files.exists(csv));
        browser.await("the picture", () -> Files.exists(browser.downloads().resolve("Correlation_with_settings.png")));
        assertThat(Files.readAllLines(csv))
                .hasSize(5)
                .startsWith("setting,measure,value,values,runs")
                .anyMatch(line -> line.equals("data.rate,rank correlation,1,18,18"));
    }
}
