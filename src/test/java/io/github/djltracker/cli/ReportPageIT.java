package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Axe;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.browser.Printed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report, opened as a file in Chromium. */
final class ReportPageIT {
    private final Browser browser = Browser.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        Path database = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(database)) {
            for (int i = 0; i < 6; i++) {
                boolean isFailed = i == 4;
                MadeRun.of("digits", i % 2 == 0 ? "cnn" : "perceptron <b>", i)
                        .learningRate(0.05 * (i + 1))
                        .loss(77, i == 3 ? Double.NaN : 1)
                        .ended(
                                isFailed ? RunStatus.FAILED : RunStatus.FINISHED,
                                isFailed ? "java.lang.OutOfMemoryError: Java heap space\n\tat A.b(A.java:1)" : null)
                        .into(store.logs());
            }
        }
        Path report = folder.resolve("digits.html");
        Cli.Result result = new Cli().run("report", "-s", database.toString(), "--out", report.toString());
        assertThat(result.err()).isEmpty();
        browser.driver().get(report.toUri().toString());
    }

    @AfterEach
    void nothing_was_wrong_and_nothing_was_asked_for() {
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void tables_and_charts_are_seen() {
        assertThat(browser.text("h1")).isEqualTo("digits");
        assertThat(browser.text("table.texts")).contains("perceptron <b>", "optimizer.learningRateTracker.value");
        assertThat(browser.text("table.numbers")).contains("\u2605");
        assertThat(browser.text("pre")).contains("OutOfMemoryError");
        // each line has a width and a colour
        assertThat(browser.script("""
                return [...document.querySelectorAll('figure path[class^=c]')].filter(path => {
                    const box = path.getBoundingClientRect();
                    return box.width > 50 && getComputedStyle(path).stroke.startsWith('oklch');
                }).length""")).isEqualTo(6L * 5);
    }

    @Test
    void colours_are_those_that_the_system_wants() {
        String light = background();

        browser.dark(true);

        assertThat(light).isEqualTo("rgb(255, 255, 255)");
        assertThat(background()).isEqualTo("rgb(20, 23, 26)");
    }

    private String background() {
        return String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    void nothing_is_wider_than_a_narrow_screen_and_charts_can_be_read_there() {
        browser.size(400, 800);

        browser.await("that it is narrow", () -> Long.valueOf(400).equals(browser.script("return innerWidth")));
        assertThat(browser.script("return document.scrollingElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat((Long) browser.script("""
                const text = document.querySelector('figure svg text.m');
                return Math.round(text.getBoundingClientRect().height);""")).isGreaterThanOrEqualTo(9L);
    }

    @Test
    void what_is_printed_has_its_texts_and_lines() {
        browser.dark(true);

        Printed printed = Printed.of(browser, Map.of("preferCSSPageSize", true));

        assertThat(printed.pages()).isBetween(2, 5);
        assertThat(printed.texts()).isGreaterThan(100);
        assertThat(printed.lines()).isGreaterThan(1_000);
    }

    @Test
    void nothing_keeps_people_from_using_it() {
        for (int width : new int[] {1280, 400}) {
            for (boolean isDark : new boolean[] {false, true}) {
                browser.size(width, 900);
                browser.dark(isDark);

                assertThat(Axe.problems(browser))
                        .as(width + (isDark ? ", dark" : ", light"))
                        .isEmpty();
            }
        }
    }
}
