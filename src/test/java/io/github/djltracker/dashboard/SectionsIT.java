package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.MadeRun;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The places of charts: sections, search, pins, hidden charts, and the reader's own order. */
class SectionsIT extends ChartTest {
    @BeforeEach
    void record() {
        MadeRun.of("vision", "resnet", 1).oneMetric().into(store.logs());
        List.of("layer10/norm", "layer2/weight", "layer2/bias", "layer2/deep/x", "acc(top5)", "b", "c", "d", "e")
                .forEach(name -> model("vision", "resnet").metrics().log(name, 1, 1));
        model("vision", "resnet").metrics().log("heap_bytes", 1, 1, "system");
        open("");
    }

    private void open(String query) {
        browser.open("/models/" + model("vision", "resnet").id() + query);
        browser.find(".chart");
    }

    private void again() {
        browser.driver().navigate().refresh();
        browser.awaitView();
        browser.find(".chart");
    }

    private List<String> titles() {
        return browser.texts(".section > summary");
    }

    private List<String> charts() {
        return browser.all(".chart").stream()
                .map(chart -> String.valueOf(chart.getDomAttribute("data-metric")))
                .toList();
    }

    private void awaitCharts(String... names) {
        browser.await("the charts", () -> charts().equals(List.of(names)));
    }

    private WebElement menu(String metric) {
        browser.script("scrollTo(0, 0)");
        return browser.find("[data-metric='" + metric + "'] .menu summary");
    }

    private void choose(String metric, String action) {
        menu(metric).click();
        browser.press("[data-metric='" + metric + "'] .menu", action);
    }

    @Test
    void charts_stand_in_sections_by_their_names() {
        assertThat(titles()).containsExactly("layer2 2", "layer2/deep 1", "layer10 1", "System 1");
        assertThat(charts())
                .containsExactly(
                        "loss",
                        "acc(top5)",
                        "b",
                        "c",
                        "d",
                        "e",
                        "layer2/bias",
                        "layer2/weight",
                        "layer2/deep/x",
                        "layer10/norm",
                        "heap_bytes");
    }

    @Test
    void a_section_is_closed_by_mouse_and_by_keys_and_stays_so() {
        browser.click("[data-section=layer2] summary");
        browser.find("[data-section=layer10] summary").sendKeys(Keys.ENTER);

        browser.await(
                "closed", () -> !browser.find("[data-section=layer2]").getText().contains("bias"));
        again();
        assertThat(browser.count("details.section:not([open])")).isEqualTo(2);
        browser.find("[data-section=layer2] summary").sendKeys(Keys.SPACE);
        again();
        assertThat(browser.count("details.section:not([open])")).isEqualTo(1);
        assertThat(browser.count("[data-section=layer2][open] .chart")).isEqualTo(2);
    }

    @Test
    void charts_are_found_by_words_and_by_expressions_in_closed_sections_too() {
        browser.click("[data-section=layer2] summary");

        browser.type("input[aria-label='Filter metrics']", "LAYER bias");
        awaitCharts("layer2/bias");
        assertThat(browser.find("[data-metric='layer2/bias']").isDisplayed()).isTrue();
        assertThat(titles()).containsExactly("layer2 1");
        browser.type("input[aria-label='Filter metrics']", "^layer\\d/.*t$|norm");
        awaitCharts("layer2/weight", "layer10/norm");
        browser.type("input[aria-label='Filter metrics']", "(top5)");
        awaitCharts("acc(top5)");
        assertThat(browser.address()).contains("metrics=%28top5%29");
    }

    @Test
    void an_expression_that_is_none_is_told_and_hides_nothing() {
        browser.type("input[aria-label='Filter metrics']", "layer[");

        browser.awaitText(".panel .error", "Invalid regular expression");
        assertThat(charts()).hasSize(11);
        browser.type("input[aria-label='Filter metrics']", "layer[2]/b");
        awaitCharts("layer2/bias");
        assertThat(browser.count(".panel .error:not(:empty)")).isZero();
    }

    @Test
    void a_chart_is_pinned_to_the_top() {
        choose("layer10/norm", "Pin to the top");
        choose("c", "Pin to the top");

        assertThat(titles()).startsWith("Pinned 2").doesNotContain("layer10 1");
        again();
        assertThat(charts()).startsWith("layer10/norm", "c", "loss");
        choose("layer10/norm", "Unpin");
        assertThat(charts()).startsWith("c", "loss");
        assertThat(titles()).contains("layer10 1");
    }

    @Test
    void a_chart_is_hidden_and_shown_again() {
        choose("b", "Hide");
        choose("layer10/norm", "Hide");

        assertThat(charts()).doesNotContain("b", "layer10/norm");
        again();
        browser.script("scrollTo(0, 0)");
        browser.press("Show 2 hidden");
        assertThat(titles()).endsWith("Hidden 2");
        choose("b", "Show again");
        assertThat(charts()).startsWith("loss", "acc(top5)", "b").endsWith("layer10/norm");
        browser.script("scrollTo(0, 0)");
        browser.press("Collapse 1 hidden");
        assertThat(charts()).doesNotContain("layer10/norm");
    }

    @Test
    void a_chart_is_moved_by_keys() {
        WebElement menu = menu("d");
        menu.sendKeys(Keys.ENTER);
        browser.button("[data-metric=d] .menu", "Move left").sendKeys(Keys.ENTER, Keys.ENTER);

        awaitCharts(
                "loss",
                "acc(top5)",
                "d",
                "b",
                "c",
                "e",
                "layer2/bias",
                "layer2/weight",
                "layer2/deep/x",
                "layer10/norm",
                "heap_bytes");
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Move left");
        browser.actions().sendKeys(Keys.ESCAPE).perform();
        browser.await("the menu closes", () -> browser.count(".menu[open]") == 0);
        choose("b", "Move right");
        browser.actions().sendKeys(Keys.ESCAPE).perform();
        again();
        assertThat(charts()).startsWith("loss", "acc(top5)", "d", "c", "b", "e");
        menu("layer2/weight").click();
        assertThat(browser.button("[data-metric='layer2/weight'] .menu", "Move right")
                        .isEnabled())
                .isFalse();
    }

    @Test
    void a_chart_is_dragged_to_another_place_of_its_section() {
        drag("loss", "b", 0.9);
        awaitCharts(
                "acc(top5)",
                "b",
                "loss",
                "c",
                "d",
                "e",
                "layer2/bias",
                "layer2/weight",
                "layer2/deep/x",
                "layer10/norm",
                "heap_bytes");

        drag("d", "acc(top5)", 0.1);
        again();
        assertThat(charts()).startsWith("d", "acc(top5)", "b", "loss", "c", "e");
        assertThat(browser.count(".dragged, .drop-before, .drop-behind")).isZero();
    }

    private void drag(String metric, String other, double part) {
        WebElement to = browser.find("[data-metric='" + other + "']");
        int width = to.getSize().getWidth();
        browser.actions()
                .moveToElement(browser.find("[data-metric='" + metric + "'] h3"))
                .clickAndHold()
                .moveByOffset(8, 8)
                .moveToElement(to, (int) ((part - 0.5) * width), 0)
                .release()
                .perform();
    }

    @Test
    void all_of_it_is_usable_on_a_narrow_screen() {
        model("vision", "resnet")
                .metrics()
                .log("a name that is longer than any screen is wide ".repeat(4).strip(), 1, 1);
        browser.size(400, 800);
        again();

        choose("c", "Pin to the top");
        menu("b").click();

        assertThat(charts()).startsWith("c", "loss");
        assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
        assertThat(browser.button("[data-metric=b] .menu", "Hide").getLocation().getX())
                .isBetween(0, 360);
    }
}
