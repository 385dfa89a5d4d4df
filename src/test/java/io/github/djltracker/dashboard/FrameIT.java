package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.MadeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What all views have in common: the path, themes, widths, keys. */
class FrameIT extends DashboardTest {
    private static final String LONG =
            "a name that is longer than any screen is wide ".repeat(10).strip();

    private List<String> addresses() {
        ModuleRecord[] blocks = {
            new ModuleRecord("SequentialBlock", Map.of("type", "ai.djl.nn.SequentialBlock", "depth", 0)),
            new ModuleRecord("01" + LONG, Map.of("type", "Block", "depth", 1, "hyperparameters", Map.of("k", LONG)))
        };
        UUID run = MadeRun.of(LONG, LONG, 1).modules(blocks).into(store.logs());
        UUID other = MadeRun.of("digits", "cnn", 2).into(store.logs());
        MadeRun.of("digits", "cnn", 3).learningRate(0.2).into(store.logs());
        String model = model(LONG, LONG).id().toString();
        List<String> addresses = new ArrayList<>(List.of("/"));
        browser.open("/");
        browser.all("tbody a").forEach(link -> addresses.add(Objects.requireNonNull(link.getDomAttribute("href"))));
        addresses.addAll(List.of(
                "/models/" + model,
                "/models/" + model("digits", "cnn").id(),
                "/models/" + model + "?tab=structure",
                "/runs/" + run,
                "/compare?run=" + run + "&run=" + other));
        return addresses;
    }

    @Test
    void nothing_is_wider_than_the_page() {
        List<String> addresses = addresses();

        for (int width : new int[] {1280, 400}) {
            browser.size(width, 900);
            for (String address : addresses) {
                browser.open(address);
                assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                        .as(address + " at " + width)
                        .isEqualTo(browser.script("return document.documentElement.clientWidth"));
            }
        }
    }

    @Test
    void every_control_has_a_name_and_every_table_is_one() {
        for (String address : addresses()) {
            browser.open(address);
            Object nameless = browser.script("""
                    return [...document.querySelectorAll('button, input, select, textarea, a, summary, dialog')]
                        .filter(one => one.checkVisibility() && !one.textContent.trim() && !one.ariaLabel
                            && !(one.labels?.length > 0) && !one.getAttribute('aria-labelledby'))
                        .map(one => one.outerHTML)""");
            assertThat(nameless).as(address).isEqualTo(List.of());
            assertThat(browser.count("table th:not([scope])")).as(address).isZero();
            assertThat(browser.count("h1")).as(address).isEqualTo(1);
        }
    }

    @Test
    void the_theme_is_that_of_the_system_until_one_is_chosen() {
        browser.open("/");
        String light = background();
        browser.dark(true);
        browser.await("dark", () -> !background().equals(light));
        String dark = background();

        browser.press("Theme: auto");
        assertThat(background()).isEqualTo(light);
        browser.dark(false);
        browser.press("Theme: light");
        assertThat(background()).isEqualTo(dark);
        browser.driver().navigate().refresh();
        browser.awaitView();

        assertThat(background()).isEqualTo(dark);
        browser.press("Theme: dark");
        assertThat(background()).isEqualTo(light);
    }

    private String background() {
        return String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    void charts_take_the_colours_of_the_theme() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.open("/models/" + model("digits", "cnn").id());
        browser.find("[data-metric=loss] canvas");
        String light = swatch();

        browser.dark(true);

        browser.await("other colours", () -> !swatch().equals(light));
    }

    private String swatch() {
        return String.valueOf(
                browser.script("return document.querySelector('tbody .swatch[data-color]').style.background"));
    }

    @Test
    void text_can_be_read_on_both_themes() {
        List<String> addresses = addresses();

        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (String address : addresses) {
                browser.open(address);
                assertThat(browser.script(CONTRAST)).as(address).isEqualTo(List.of());
            }
        }
    }

    /** Texts whose contrast with their background is below 4.5 by the formula of WCAG. */
    private static final String CONTRAST = """
            const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const rgba = color => {
                probe.clearRect(0, 0, 1, 1);
                probe.fillStyle = color;
                probe.fillRect(0, 0, 1, 1);
                return [...probe.getImageData(0, 0, 1, 1).data];
            };
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = element => {
                for (let one = element; one; one = one.parentElement) {
                    const color = rgba(getComputedStyle(one).backgroundColor);
                    if (color[3] === 255) {
                        return color;
                    }
                }
                return [255, 255, 255, 255];
            };
            const bad = new Set();
            for (const element of document.querySelectorAll('body *')) {
                const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                if (!hasText || !element.checkVisibility() || element.closest(':disabled, option')) {
                    continue;
                }
                const [a, b] = [light(rgba(getComputedStyle(element).color)), light(behind(element))];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) {
                    bad.add(`${element.tagName} ${element.className} ${contrast.toFixed(2)}`);
                }
            }
            return [...bad];""";

    @Test
    void keys_reach_everything_and_show_where_they_are() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.open("/");

        browser.actions().sendKeys(Keys.TAB).perform();
        assertThat(focused()).isEqualTo("Skip to the content");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            browser.actions().sendKeys(Keys.TAB).perform();
            reached.add(focused());
            assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                    .as(focused())
                    .isEqualTo("solid");
            if (focused().equals("Delete")) {
                break;
            }
        }

        assertThat(reached)
                .contains("Theme: auto", "New experiment", "Name", "Last activity", "digits", "Rename", "Delete");
    }

    private String focused() {
        return String.valueOf(browser.script("return document.activeElement.textContent"));
    }

    @Test
    void a_dialog_takes_the_focus_and_gives_it_back() {
        store.experiments().create("digits");
        browser.open("/");

        browser.button("body", "Rename").sendKeys(Keys.ENTER);
        browser.find("dialog[open]");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("name");
        browser.actions().sendKeys(Keys.ESCAPE).perform();
        browser.await("no dialog", () -> browser.count("dialog") == 0);

        assertThat(focused()).isEqualTo("Rename");
    }

    @Test
    void addresses_are_those_of_the_views_and_go_back_and_forth() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.open("/");

        browser.click("tbody a");
        browser.await("the models", () -> browser.address().startsWith("/experiments/"));
        browser.awaitView();
        browser.click("tbody a");
        browser.await("the model", () -> browser.address().startsWith("/models/"));
        browser.awaitView();
        browser.driver().navigate().back();
        browser.await("the models", () -> browser.address().startsWith("/experiments/"));
        browser.awaitView();
        browser.awaitText("h1", "digits");
        browser.driver().navigate().forward();
        browser.awaitText("h1", "cnn");

        browser.click("#path a");
        browser.awaitText("h1", "Experiments");
    }

    @Test
    void back_leads_to_where_the_page_was_left() {
        for (int i = 0; i < 60; i++) {
            MadeRun.of("digits", "cnn", i).into(store.logs());
        }
        browser.open("/models/" + model("digits", "cnn").id());
        browser.size(400, 500);
        long place = scrolled(300);
        browser.script("document.querySelectorAll('tbody a')[30].click()");
        browser.await("the run", () -> browser.address().startsWith("/runs/"));
        browser.awaitView();
        assertThat(browser.script("return scrollY")).isEqualTo(0L);

        browser.driver().navigate().back();

        browser.await("the model", () -> browser.address().startsWith("/models/"));
        browser.await("where it was", () -> Long.valueOf(place).equals(browser.script("return Math.round(scrollY)")));
    }

    private long scrolled(int wanted) {
        browser.script("scrollTo(0, arguments[0])", wanted);
        browser.await("that it is kept", () -> browser.script("return history.state?.scroll ?? null") != null);
        Object place = browser.script("return Math.round(scrollY)");
        assertThat(place).isNotEqualTo(0L);
        return (Long) Objects.requireNonNull(place);
    }

    @Test
    void an_address_that_is_of_no_view_is_said_to_be_none() {
        browser.open("/");

        browser.script("history.pushState(null, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))");

        browser.awaitText("h1", "Page not found");
    }

    @Test
    void an_address_at_which_there_is_nothing_is_a_page_that_leads_home() {
        for (String address : List.of("/nowhere", "/models/a/b/c", "/experiments/")) {
            browser.driver().get(server.uri().resolve(address).toString());

            browser.awaitText("h1", "Page not found");
            // the browser itself logs the 404
            assertThat(browser.problems()).singleElement().asString().contains("404");
            assertThat(browser.driver().getTitle()).isEqualTo("Page not found - djl-tracker");
            browser.click("main a");
            browser.awaitText("h1", "Experiments");
        }
    }

    @Test
    void times_are_in_the_zone_of_the_reader() {
        MadeRun.of("digits", "cnn", 1)
                .started(java.time.Instant.parse("2026-01-02T23:30:00Z"))
                .into(store.logs());
        UUID run = model("digits", "cnn").runs().list().get(0).id();

        browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        browser.open("/runs/" + run);
        String tokyo = browser.text("dl");
        browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));

        assertThat(tokyo).contains("Jan 3, 2026").contains("8:30:00");
    }
}
