package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.MadeRun;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

class CompareViewIT extends DashboardTest {
    private static ModuleRecord block(String name, int depth, String type, Object units) {
        return new ModuleRecord(
                name, Map.of("type", "ai.djl.nn." + type, "depth", depth, "hyperparameters", Map.of("units", units)));
    }

    private List<String> row(String name) {
        WebElement row = browser.driver()
                .findElement(By.xpath("//div[@class='comparison']//tr[th[@scope='row' and @title='" + name + "']]"));
        return row.findElements(By.tagName("td")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private boolean differs(String name) {
        return browser.count(".comparison tr.differs th[title='" + name + "']") == 1;
    }

    @Test
    void puts_runs_of_any_experiments_side_by_side() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("sound", "wavenet", 2).learningRate(0.2).into(store.logs());

        browser.open("/compare?run=" + first + "&run=" + second);

        assertThat(row("experiment")).containsExactly("vision", "sound");
        assertThat(row("optimizer.learningRateTracker.value")).containsExactly("0.1", "0.2");
        assertThat(differs("optimizer.learningRateTracker.value")).isTrue();
        assertThat(row("optimizer")).containsExactly("Sgd", "Sgd");
        assertThat(differs("optimizer")).isFalse();
        assertThat(row("loss validate")).hasSize(2).allMatch(text -> Double.parseDouble(text) < 1);
        assertThat(browser.texts(".chips li"))
                .containsExactly(
                        "resnet " + first.toString().substring(0, 8) + "\n\u00d7",
                        "wavenet " + second.toString().substring(0, 8) + "\n\u00d7");
        browser.find("[data-metric=loss] canvas");
    }

    @Test
    void shows_what_differs_alone_if_that_is_wanted() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("vision", "resnet", 2).learningRate(0.2).into(store.logs());
        browser.open("/compare?run=" + first + "&run=" + second);

        browser.driver()
                .findElement(By.xpath("//div[h2='Settings and last values']//input"))
                .click();

        assertThat(browser.count(".comparison th[title='optimizer']")).isZero();
        assertThat(differs("optimizer.learningRateTracker.value")).isTrue();
        assertThat(browser.address()).contains("differences=only");
        assertThat(browser.text(".view")).contains("All of these are one model");
    }

    @Test
    void shows_the_difference_of_two_architectures_block_by_block() {
        MadeRun.of("vision", "small", 1)
                .modules(
                        block("SequentialBlock", 0, "SequentialBlock", 0),
                        block("01Linear", 1, "core.Linear", 16),
                        block("02Dropout", 1, "norm.Dropout", 0),
                        block("03Linear", 1, "core.Linear", 10))
                .into(store.logs());
        MadeRun.of("vision", "large", 2)
                .modules(
                        block("SequentialBlock", 0, "SequentialBlock", 0),
                        block("01Linear", 1, "core.Linear", 32),
                        block("02BatchNorm", 1, "norm.BatchNorm", 0),
                        block("03Linear", 1, "core.Linear", 10))
                .into(store.logs());
        String table = "Differences between the architectures";

        browser.open("/compare?model=" + model("vision", "small").id() + "&model="
                + model("vision", "large").id());

        assertThat(rows(table))
                .containsExactly(
                        List.of("same", "SequentialBlock", "SequentialBlock", "", "units 0"),
                        List.of("changed", "01Linear", "Linear", "", "units 16 \u2192 32"),
                        List.of("removed", "02Dropout", "Dropout", "", "units 0"),
                        List.of("added", "02BatchNorm", "BatchNorm", "", "units 0"),
                        List.of("same", "03Linear", "Linear", "", "units 10"));
        assertThat(browser.text(".view")).contains("2 same, 1 changed, 1 added, 1 removed.");
        browser.driver().findElement(By.xpath("//div[select]//input")).click();
        browser.await("changes alone", () -> rows(table).size() == 3);
    }

    @Test
    void compares_the_latest_run_of_a_model() {
        MadeRun.of("vision", "resnet", 1)
                .started(java.time.Instant.now().minusSeconds(500))
                .into(store.logs());
        UUID latest = MadeRun.of("vision", "resnet", 2)
                .started(java.time.Instant.now().minusSeconds(100))
                .into(store.logs());

        browser.open("/compare?model=" + model("vision", "resnet").id());

        assertThat(row("id")).containsExactly(latest.toString().substring(0, 8));
        assertThat(browser.text(".chips li")).contains("latest");
    }

    @Test
    void adds_and_removes_runs() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("sound", "wavenet", 2).into(store.logs());
        browser.open("/compare");
        assertThat(browser.text(".empty")).contains("Nothing to compare yet");

        browser.press("Add\u2026");
        browser.await("the runs", () -> browser.count("dialog select[multiple] option") == 2);
        browser.click("dialog select[multiple] option", 1);
        browser.click("dialog select[multiple] option", 0);
        browser.press("dialog", "Add");
        browser.await("the run", () -> browser.address().equals("/compare?run=" + first));
        browser.awaitView();
        browser.press("Add\u2026");
        browser.await("the experiments", () -> browser.count("dialog select option") > 2);
        browser.driver().findElement(By.xpath("//dialog//option[.='sound']")).click();
        browser.await("the model", () -> browser.count("dialog option[value='" + second + "']") == 1);
        browser.press("dialog", "Add");
        browser.await("both", () -> browser.count(".chips li") == 2);
        browser.awaitView();
        assertThat(browser.address())
                .isEqualTo("/compare?run=" + first + "&model="
                        + model("sound", "wavenet").id());

        browser.click(".chips button", 0);

        browser.await("one", () -> browser.count(".chips li") == 1);
        assertThat(browser.address())
                .isEqualTo("/compare?model=" + model("sound", "wavenet").id());
    }

    @Test
    void says_which_runs_are_not_there_any_more() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());

        browser.driver().get(server.uri() + "/compare?run=" + first + "&run=5c0b8d60-2f6a-4c0e-9f0e-0123456789ab");
        browser.awaitView();

        assertThat(browser.text(".alert")).isEqualTo("No longer exists: 5c0b8d60.");
        assertThat(browser.all(".chips li")).hasSize(1);
        assertThat(browser.problems()).allMatch(problem -> problem.contains("404"));
    }
}
