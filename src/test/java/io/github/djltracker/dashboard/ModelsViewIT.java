package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.MadeRun;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

class ModelsViewIT extends DashboardTest {
    private static final String TABLE = "Models of vision";

    private String address = "";

    @BeforeEach
    void fill() {
        MadeRun.of("vision", "resnet", 1).learningRate(0.1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).learningRate(0.2).into(store.logs());
        MadeRun.of("vision", "vgg", 3)
                .learningRate(0.01)
                .steps(300)
                .ended(RunStatus.FAILED, "out of memory")
                .into(store.logs());
        MadeRun.of("vision", "alexnet", 4).steps(100).ended(null, null).into(store.logs());
        address = "/experiments/" + id();
    }

    private String id() {
        return model("vision", "vgg").experiment().id().toString();
    }

    @Test
    void shows_what_the_runs_of_each_model_reached() {
        browser.open(address + "?sort=name");

        assertThat(column(TABLE, 0)).containsExactly("alexnet", "resnet", "vgg");
        List<String> resnet = rows(TABLE).get(1);
        assertThat(resnet.get(1)).isEqualTo(model("vision", "resnet").hash().substring(0, 8));
        assertThat(resnet).element(2).isEqualTo("12,810");
        assertThat(resnet).element(3).isEqualTo("2");
        assertThat(resnet).element(4).isEqualTo("500");
        assertThat(headings()).contains("loss\nvalidate last", "loss\nvalidate min", "accuracy\nvalidate max");
        assertThat(Double.parseDouble(resnet.get(6))).isBetween(0.2, 0.35);
    }

    private List<String> headings() {
        return browser.texts("thead th");
    }

    @Test
    void marks_models_with_runs_that_go_on_failed_or_were_lost() throws SQLException {
        silence(model("vision", "alexnet").runs().list().get(0).id().toString());
        MadeRun.of("vision", "alexnet", 5).steps(100).ended(null, null).into(store.logs());

        browser.open(address + "?sort=name");

        assertThat(column(TABLE, 3)).containsExactly("1 running1 lost2", "2", "1 failed1");
        assertThat(browser.count(".status.running svg, .status.lost svg, .status.failed svg"))
                .isEqualTo(3);
    }

    /** Makes the last entry of the run ten minutes older. */
    private void silence(String run) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            assertThat(statement.executeUpdate("UPDATE run_state SET seen = seen - 600000 WHERE run IN"
                            + " (SELECT id FROM run WHERE hex(uuid) = '"
                            + run.replace("-", "").toUpperCase(java.util.Locale.ROOT) + "')"))
                    .isEqualTo(1);
        }
    }

    @Test
    void chooses_columns_and_keeps_them_in_the_address() {
        browser.open(address);

        browser.click(".chooser summary");
        box("learning_rate train", "max").click();
        box("loss validate", "last").click();

        assertThat(headings()).contains("learning_rate\ntrain max").doesNotContain("loss\nvalidate last");
        browser.driver().navigate().refresh();
        browser.awaitView();
        assertThat(headings()).contains("learning_rate\ntrain max").doesNotContain("loss\nvalidate last");
        int rate = headings().indexOf("learning_rate\ntrain max");
        browser.all("thead th button").stream()
                .filter(button -> button.getText().startsWith("learning_rate"))
                .findFirst()
                .orElseThrow()
                .click();
        // the cell of the checkbox is not counted
        assertThat(column(TABLE, rate - 1)).containsExactly("0.2", "0.1", "0.01");
        assertThat(column(TABLE, 0)).containsExactly("resnet", "alexnet", "vgg");
        assertThat(browser.address()).contains("sort=-max%3Atrain%3Alearning_rate");
    }

    private org.openqa.selenium.WebElement box(String group, String title) {
        By place = By.xpath("//fieldset[legend='" + group + "']//label[contains(., '" + title + "')]/input");
        browser.await("the boxes", () -> !browser.driver().findElements(place).isEmpty());
        return browser.driver().findElement(place);
    }

    @Test
    void filters_by_name_hash_or_description() {
        browser.open(address + "?sort=name");

        browser.type("input[type=search]", "net");
        assertThat(column(TABLE, 0)).containsExactly("alexnet", "resnet");
        browser.type("input[type=search]", model("vision", "vgg").hash().substring(0, 12));
        assertThat(column(TABLE, 0)).containsExactly("vgg");
        browser.type("input[type=search]", "trainable");
        assertThat(rows(TABLE)).hasSize(3);

        assertThat(browser.address()).contains("q=trainable");
    }

    @Test
    void selects_models_and_compares_them() {
        browser.open(address + "?sort=name");
        assertThat(browser.button("body", "Compare").isEnabled()).isFalse();

        browser.click("tbody input[type=checkbox]", 0);
        browser.click("tbody input[type=checkbox]", 2);
        browser.press("Compare 2");
        browser.awaitView();

        assertThat(browser.address())
                .isEqualTo("/compare?model=" + model("vision", "alexnet").id() + "&model="
                        + model("vision", "vgg").id());
        assertThat(browser.all(".chips li")).hasSize(2);
    }

    @Test
    void says_which_run_of_each_model_is_compared_and_takes_the_best_by_a_metric() {
        UUID best = MadeRun.of("vision", "resnet", 6)
                .learningRate(0.3)
                .started(Instant.parse("2026-05-01T12:00:00Z"))
                .into(store.logs());
        // this run ends before its first validation
        MadeRun.of("vision", "zfnet", 7).steps(20).into(store.logs());
        browser.open(address + "?sort=name");
        String choice = "select[aria-label='Run of each model']";
        assertThat(browser.find(choice).getDomProperty("value")).isEmpty();
        assertThat(browser.text(choice + " option:checked")).isEqualTo("the latest run");

        browser.click(choice + " option[value='loss@validate.min']");
        assertThat(browser.text(choice + " option:checked")).isEqualTo("the run with the lowest loss validate");
        assertThat(browser.address()).contains("of=loss");
        browser.find("thead input[type=checkbox]").sendKeys(Keys.SPACE);
        browser.press("Compare 4");

        browser.awaitText("#notice", "Left out, because no run has that value: zfnet.");
        browser.await("three runs", () -> browser.all(".chips li").size() == 3);
        assertThat(browser.address()).contains("run=" + best).doesNotContain("model=");
    }

    @Test
    void shows_what_comes_while_one_looks() {
        browser.open(address + "?sort=name");

        MadeRun.of("vision", "zfnet", 9).into(store.logs());

        browser.await("the model", () -> column(TABLE, 0).contains("zfnet"));
    }

    @Test
    void many_models_have_names_to_follow() {
        for (int i = 0; i < 130; i++) {
            store.experiment("vision").models().create("many" + i);
        }

        browser.open(address);

        // the width of the cell, because the name in the first row may be short
        int width = browser.find("tbody tr[data-key] td:nth-child(2)").getRect().getWidth();
        assertThat(width).isGreaterThan(60);
        assertThat(browser.count("tbody tr[data-key]")).isLessThan(134);
    }

    @Test
    void columns_are_chosen_with_the_keyboard() {
        browser.open(address);
        browser.click(".chooser summary");
        org.openqa.selenium.WebElement box = box("loss validate", "last");

        box.sendKeys(org.openqa.selenium.Keys.SPACE);

        browser.await("the address", () -> browser.address().contains("columns="));
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(box);
    }

    @Test
    void an_experiment_that_somebody_deletes_is_said_to_be_gone() {
        browser.open(address);
        browser.find("tbody tr[data-key]");

        store.experiments().delete(store.experiment("vision").id());

        browser.awaitText("h1", "Not found");
        assertThat(browser.problems()).allMatch(problem -> problem.contains("404"));
    }

    @Test
    void an_address_that_was_spoilt_still_shows_the_view() {
        browser.open(address + "?columns=max:%25:%25&sort=%25");

        assertThat(column(TABLE, 0)).containsExactlyInAnyOrder("alexnet", "resnet", "vgg");
        browser.open("/models/" + model("vision", "resnet").id() + "?log=%25&hide=%25&settings=%25&zoom=-9~-1");
        browser.awaitText(".chart-foot", "No values in this range.");
    }

    @Test
    void says_what_to_do_where_there_is_no_model() {
        store.experiments().create("the \"empty\" one");
        UUID id = store.experiment("the \"empty\" one").id();

        browser.open("/experiments/" + id);

        assertThat(browser.text(".empty code")).contains(".experiment(\"the \\\"empty\\\" one\").models());");
    }

    @Test
    void says_that_an_experiment_is_not_there() {
        browser.open("/experiments/" + id());
        browser.problems();

        browser.driver().get(server.uri() + "/experiments/5c0b8d60-2f6a-4c0e-9f0e-0123456789ab");

        browser.awaitText("h1", "Not found");
        browser.awaitText(".view", "All experiments");
        assertThat(browser.problems()).allMatch(problem -> problem.contains("404"));
    }
}
