package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.MadeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Times in tables: relative, or exact. */
class TimesIT extends DashboardTest {
    private static final String EXACT = "\\w{3} \\d{1,2}, \\d{4}, \\d{1,2}:\\d{2}:\\d{2}\\s[AP]M";

    @BeforeEach
    void record() {
        MadeRun.of("vision", "resnet", 1)
                .started(Instant.now().minus(Duration.ofHours(23)))
                .into(store.logs());
        MadeRun.of("vision", "resnet", 2).into(store.logs());
        browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
    }

    @AfterEach
    void forget() {
        browser.script("localStorage.removeItem('djl-tracker-times')");
    }

    private List<String> times() {
        return browser.texts(".table time");
    }

    @Test
    void times_are_switched_in_every_table_and_stay_so() {
        List<String> views = List.of(
                "/",
                "/experiments/" + store.experiment("vision").id(),
                "/models/" + model("vision", "resnet").id());
        browser.open(views.get(2));
        assertThat(times()).containsExactly("1 h ago", "23 h ago");

        browser.button(".bar", "Times: ago").sendKeys(Keys.ENTER);

        assertThat(times()).hasSize(2).allMatch(text -> text.matches(EXACT), EXACT);
        assertThat(browser.all(".table time"))
                .extracting(time -> time.getDomAttribute("title"))
                .containsExactly("1 h ago", "23 h ago");
        for (String view : views) {
            browser.open(view);
            browser.find(".table time");
            assertThat(times()).as(view).isNotEmpty().allMatch(text -> text.matches(EXACT), EXACT);
            // each column is wide enough for its times
            assertThat(browser.script("""
                    return [...document.querySelectorAll('.table td:has(time)')].every(cell => cell.scrollWidth <= cell.clientWidth)""")).as(view).isEqualTo(true);
        }
        browser.size(400, 800);
        assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
        browser.press("Times: exact");
        assertThat(times()).containsExactly("1 h ago", "23 h ago");
    }

    @Test
    void the_order_is_that_of_the_times_either_way() {
        browser.open("/models/" + model("vision", "resnet").id());
        browser.press("Times: ago");

        browser.click("thead button[data-column=started]");
        List<String> ascending = times();
        browser.click("thead button[data-column=started]");

        assertThat(times()).isEqualTo(List.of(ascending.get(1), ascending.get(0)));
        browser.press("Times: exact");
        assertThat(times()).containsExactly("1 h ago", "23 h ago");
    }
}
