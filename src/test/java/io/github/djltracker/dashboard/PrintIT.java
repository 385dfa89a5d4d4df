package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Printed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page as it is printed. */
class PrintIT extends DashboardTest {
    private static final Map<String, Object> AS_THE_PAGE_SAYS = Map.of("preferCSSPageSize", true);

    /** Presses Print, and waits until the page has asked for the browser's dialog. */
    private void pressPrint() {
        browser.script("window.print = () => { window.isPrinted = true; };");
        browser.press("Print");
        browser.await("the dialog", () -> Boolean.TRUE.equals(browser.script("return window.isPrinted === true")));
    }

    /** Switches to the print style, as the browser does before it prints. */
    private void onPaper() {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "media",
                                "print",
                                "features",
                                List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        browser.script("dispatchEvent(new Event('beforeprint'))");
    }

    private void onScreen() {
        browser.script("dispatchEvent(new Event('afterprint'))");
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
    }

    @Test
    void all_charts_are_drawn_before_they_are_printed() {
        UUID run = MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.size(400, 300);
        browser.open("/runs/" + run);
        assertThat(browser.count(".plot canvas")).isLessThan(3);

        pressPrint();

        assertThat(browser.count(".plot canvas")).isEqualTo(3);
        assertThat(Printed.of(browser, AS_THE_PAGE_SAYS).pages()).isBetween(1, 5);
    }

    @Test
    void paper_is_light_and_has_no_controls_and_nothing_is_cut() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        UUID run = MadeRun.of("digits", "cnn", 2).learningRate(0.2).into(store.logs());
        UUID model = model("digits", "cnn").id();
        for (String address : List.of("/", "/models/" + model, "/runs/" + run, "/compare?run=" + run)) {
            browser.dark(true);
            browser.open(address);

            onPaper();

            assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                    .as(address)
                    .isEqualTo("rgb(255, 255, 255)");
            assertThat(browser.script("""
                    return [...document.querySelectorAll('.bar, input, select, .tools, .chooser, .actions')]
                        .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))""")).as(address).isEqualTo(List.of());
            assertThat(browser.script("""
                    return [...document.querySelectorAll('.table, .pairs, .comparison, .plot')]
                        .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
                        .map(one => one.className + one.scrollWidth)""")).as(address).isEqualTo(List.of());
            onScreen();
        }
    }

    @Test
    void a_long_table_is_printed_with_all_of_its_rows_and_is_short_on_the_screen_again() {
        for (int i = 0; i < 200; i++) {
            MadeRun.of("digits", "cnn", i).steps(1).oneMetric().into(store.logs());
        }
        browser.open("/models/" + model("digits", "cnn").id());
        int seen = browser.count("tbody tr[data-key]");

        onPaper();
        int printed = browser.count("tbody tr[data-key]");
        onScreen();

        assertThat(seen).isLessThan(100);
        assertThat(printed).isEqualTo(200);
        browser.await("a short table", () -> browser.count("tbody tr[data-key]") < 100);
        Printed all = Printed.of(browser, AS_THE_PAGE_SAYS);
        assertThat(all.texts()).isGreaterThan(200 * 4);
        assertThat(all.pages()).isGreaterThan(3);
        // the head of the table is repeated on each page
        int heads = browser.count(".table thead th:not(.check)");
        browser.script("document.querySelector('.table thead').remove()");
        Printed headless = Printed.of(browser, AS_THE_PAGE_SAYS);
        assertThat(all.texts() - headless.texts()).isGreaterThanOrEqualTo(heads * (headless.pages() - 1));
    }
}
