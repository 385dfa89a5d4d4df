package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.MadeRun;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class ModelViewIT extends DashboardTest {
    private static final String RUNS = "Runs of resnet";

    private static ModuleRecord block(String name, int depth, String type, Map<String, Object> more) {
        Map<String, Object> attributes = new java.util.LinkedHashMap<>(more);
        attributes.put("type", "ai.djl.nn." + type);
        attributes.put("depth", depth);
        return new ModuleRecord(name, attributes);
    }

    private static ModuleRecord[] network() {
        return new ModuleRecord[] {
            block("SequentialBlock", 0, "SequentialBlock", Map.of("outputShapes", List.of(List.of(-1, 10)))),
            block(
                    "01Conv2d",
                    1,
                    "convolutional.Conv2d",
                    Map.of(
                            "hyperparameters",
                            Map.of("kernelShape", List.of(3, 3)),
                            "parameterCount",
                            160,
                            "trainableParameterCount",
                            160,
                            "outputShapes",
                            List.of(List.of(-1, 16, 8, 8)))),
            block("02SequentialBlock", 1, "SequentialBlock", Map.of()),
            block(
                    "02SequentialBlock/01Linear",
                    2,
                    "core.Linear",
                    Map.of("parameterCount", 1_290, "trainableParameterCount", 1_000)),
            block("03Linear", 1, "core.Linear", Map.of("sharedWith", "02SequentialBlock/01Linear"))
        };
    }

    private String address() {
        return "/models/" + model("vision", "resnet").id();
    }

    @Test
    void says_so_where_no_run_is_drawn() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        browser.open(address() + "?runs=-");
        browser.awaitText(".view", "No run is selected.");

        browser.click("tbody tr[data-key] input");

        browser.find("[data-metric=loss] canvas");
        assertThat(browser.text(".view")).doesNotContain("No run is selected.");
    }

    @Test
    void shows_the_blocks_as_a_tree() {
        MadeRun.of("vision", "resnet", 1).modules(network()).into(store.logs());

        browser.open(address() + "?tab=structure");

        assertThat(rows("Structure"))
                .containsExactly(
                        List.of("\u25beSequentialBlock", "SequentialBlock", "n \u00d7 10", "1,450", ""),
                        List.of("01Conv2d", "Conv2d", "n \u00d7 16 \u00d7 8 \u00d7 8", "160", "kernelShape 3 \u00d7 3"),
                        List.of("\u25be02SequentialBlock", "SequentialBlock", "", "1,290", ""),
                        List.of("01Linear", "Linear", "", "1,290", ""),
                        List.of("03Linear= 02SequentialBlock/01Linear", "Linear", "", "", ""));
        assertThat(browser.text(".view")).contains("5 blocks, 1,450 parameters, 1,160 of them trainable");
    }

    @Test
    void marks_a_network_that_another_could_be_taken_for() {
        Map<String, Object> attributes = Map.of(
                "type", "my.Net", "depth", 0, "notFullyIdentified", List.of("its field k <b>cannot</b> be read"));
        MadeRun.of("vision", "resnet", 1)
                .modules(new ModuleRecord("Net", attributes))
                .into(store.logs());

        browser.open(address() + "?tab=structure");

        assertThat(column("Structure", 0)).singleElement().asString().contains("not fully identified");
        assertThat(browser.text(".view"))
                .contains(
                        "This network is not fully identified: another one could have the same hash. Net: its field k <b>cannot</b> be read.")
                .contains("getCustomMetadata()");
    }

    @Test
    void closes_and_opens_blocks() {
        MadeRun.of("vision", "resnet", 1).modules(network()).into(store.logs());
        browser.open(address() + "?tab=structure");

        browser.click("button[aria-label='Collapse 02SequentialBlock']");
        assertThat(column("Structure", 0)).doesNotContain("01Linear").hasSize(4);
        browser.press("Collapse all");
        assertThat(column("Structure", 0)).hasSize(1);
        browser.find("button[aria-expanded=false]").sendKeys(Keys.ENTER);
        assertThat(column("Structure", 0)).hasSize(4);
        browser.press("Expand all");

        assertThat(column("Structure", 0)).hasSize(5);
    }

    @Test
    void shows_runs_with_the_settings_that_tell_them_apart() {
        MadeRun.of("vision", "resnet", 1).learningRate(0.1).into(store.logs());
        MadeRun.of("vision", "resnet", 2)
                .learningRate(0.01)
                .ended(RunStatus.FAILED, "it broke")
                .into(store.logs());

        browser.open(address() + "?sort=-setting:optimizer.learningRateTracker.value");

        assertThat(column(RUNS, 6)).containsExactly("0.1", "0.01");
        assertThat(column(RUNS, 2)).containsExactly("finished", "failed");
        assertThat(column(RUNS, 5)).containsOnly("1 to 500");
        assertThat(browser.texts("thead th")).contains("learningRateTracker.value\noptimizer");
    }

    @Test
    void filters_runs_by_status_setting_or_environment() {
        MadeRun.of("vision", "resnet", 1).learningRate(0.125).into(store.logs());
        MadeRun.of("vision", "resnet", 2).ended(RunStatus.INTERRUPTED, null).into(store.logs());
        browser.open(address());

        browser.type("input[aria-label='Filter runs']", "interrupted");
        assertThat(column(RUNS, 2)).containsExactly("interrupted");
        browser.type("input[aria-label='Filter runs']", "0.125 workstation");
        assertThat(column(RUNS, 2)).containsExactly("finished");
        browser.type("input[aria-label='Filter runs']", "nowhere");

        browser.awaitText(".view", "No run matches the filter.");
    }

    @Test
    void draws_the_runs_that_are_chosen_and_keeps_them_in_the_address() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("vision", "resnet", 2).learningRate(0.2).into(store.logs());
        browser.open(address());
        browser.find("[data-metric=loss] canvas");

        browser.click("tr[data-key='" + first + "'] input");

        browser.await(
                "the address",
                () -> browser.address().endsWith("?runs=" + second.toString().substring(0, 8)));
        browser.driver().navigate().refresh();
        browser.awaitView();
        assertThat(browser.find("tr[data-key='" + first + "'] input").isSelected())
                .isFalse();
        assertThat(browser.find("tr[data-key='" + second + "'] input").isSelected())
                .isTrue();
        assertThat(browser.count("tbody .swatch[data-color]")).isEqualTo(1);
    }

    @Test
    void compares_the_runs_that_are_drawn() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).into(store.logs());
        browser.open(address());
        browser.click("tr[data-key='" + first + "'] input");

        browser.press("Compare drawn");

        browser.await("the view", () -> browser.address().startsWith("/compare?run="));
        browser.awaitView();
        assertThat(browser.all(".chips li")).hasSize(1);
    }

    @Test
    void shows_values_that_have_no_step() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        model("vision", "resnet").metrics().log("test accuracy", 0.98125, "test");

        browser.open(address());

        browser.await("the values", () -> !rows("Values without a step").isEmpty());
        assertThat(rows("Values without a step").get(0))
                .startsWith("test accuracy", "test", "0.9812")
                .endsWith("manual");
    }

    @Test
    void renames_and_describes_a_model() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        browser.open(address());

        browser.press("Edit");
        browser.type("dialog input", "resnet 50");
        browser.type("dialog textarea", "the good one");
        browser.press("Save");

        browser.awaitText("h1", "resnet 50");
        browser.awaitText(".description", "the good one");
        assertThat(model("vision", "resnet 50").description()).contains("the good one");
        assertThat(browser.driver().getTitle()).isEqualTo("resnet 50 - djl-tracker");
    }

    @Test
    void deletes_a_model_and_goes_back_to_its_experiment() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "vgg", 2).into(store.logs());
        browser.open(address());

        browser.press("Delete");
        browser.press("dialog", "Delete");

        browser.await("the list", () -> browser.address().startsWith("/experiments/"));
        browser.awaitView();
        assertThat(column("Models of vision", 0)).containsExactly("vgg");
    }

    @Test
    void says_what_to_do_where_there_is_no_run() {
        store.experiment("vision").models().create("f".repeat(64), "resnet");

        browser.open(address());

        assertThat(browser.text(".empty")).contains("No runs yet").contains("TrackingListener.attach(config,");
        browser.open(address() + "?tab=structure");
        assertThat(browser.text(".empty")).contains("No structure yet");
    }
}
