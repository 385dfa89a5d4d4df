package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.testing.Entries;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class CheckpointsIT extends DashboardTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private static IterationModule saved(long step, String file, long bytes) {
        return new IterationModule(
                step,
                new Checkpoint(
                                UUID.randomUUID(),
                                step,
                                (int) step / 10,
                                file,
                                bytes,
                                Entries.TIME,
                                HASH,
                                "workstation",
                                false,
                                List.of())
                        .toModule());
    }

    /** A run of 30 steps and three checkpoints. The second has the highest accuracy, the first the lowest loss. */
    private UUID run() {
        UUID run = UUID.randomUUID();
        long[] steps = {10, 20, 30};
        store.logs().append(run, Entries.start(run, "vision", "a".repeat(64)));
        store.logs()
                .append(
                        run,
                        Entries.batch(
                                1,
                                Entries.columns(1, 1, steps),
                                Entries.series(1, "Accuracy", "validate", steps, 0.5, 0.75, 0.625),
                                Entries.series(1, "loss", "validate", steps, 0.25, 1, Double.NaN)));
        store.logs()
                .append(
                        run,
                        Entries.modules(
                                2,
                                new long[] {},
                                saved(10, "/models/m-0001.params", 1_234),
                                saved(20, "/models/<b>m-0002.params", 12_345_678),
                                saved(30, "/models/m-0003.params", 123)));
        return run;
    }

    private List<String> rows() {
        return browser.texts(".checkpoints tbody tr td:first-child");
    }

    @Test
    void shows_the_checkpoints_of_a_run_and_the_best_by_one_click() {
        browser.open("/runs/" + run());

        assertThat(rows()).containsExactly("10", "20", "30");
        assertThat(browser.text(".checkpoints tbody tr:nth-child(2)"))
                .contains("/models/<b>m-0002.params", "12.35 MB", HASH.substring(0, 12), "workstation", "0.75");
        assertThat(browser.text(".view")).contains("No settings were recorded.");
        browser.press("Accuracy validate");

        browser.awaitText(".best-answer", "Highest Accuracy validate, 0.75: step 20, /models/<b>m-0002.params");
        assertThat(browser.text(".checkpoints tr.best")).contains("20");
        assertThat(browser.address()).endsWith("?best=Accuracy%40validate");
        browser.press("loss validate");

        browser.awaitText(".best-answer", "Lowest loss validate, 0.25: step 10");
        browser.press("loss validate");

        browser.await("no choice", () -> browser.count(".checkpoints tr.best") == 0);
    }

    /** The number of requests for checkpoints so far. To answer one, the server reads every metric. */
    private int questions() {
        return Integer.parseInt(String.valueOf(browser.script("return performance.getEntriesByType('resource')"
                + ".filter(one => one.name.includes('/checkpoints?')).length")));
    }

    @Test
    void while_a_run_goes_on_checkpoints_are_asked_for_only_where_it_saved_others() {
        UUID run = run();
        browser.open("/runs/" + run);
        assertThat(rows()).hasSize(3);
        int before = questions();

        store.logs().append(run, Entries.points(3, "loss", "validate", 777, 0.5));
        browser.awaitText(".facts", "777");
        store.logs().append(run, Entries.modules(4, new long[] {778}, saved(778, "/models/m-0778.params", 5)));
        browser.await("another checkpoint", () -> rows().equals(List.of("10", "20", "30", "778")));

        assertThat(questions()).isEqualTo(before + 1);
    }

    @Test
    void the_best_is_chosen_by_keys_alone_and_kept_in_the_address() {
        UUID run = run();
        browser.open("/runs/" + run);
        browser.script("arguments[0].focus()", browser.button(".best-by", "loss validate"));
        browser.actions().sendKeys(Keys.ENTER).perform();
        browser.awaitText(".best-answer", "Lowest loss validate");
        browser.actions().sendKeys(Keys.TAB, Keys.SPACE).perform();

        browser.awaitText(".best-answer", "Highest Accuracy validate");
        String address = browser.address();
        String answer = browser.text(".best-answer");
        browser.open(address);

        assertThat(browser.text(".best-answer")).isEqualTo(answer);
        assertThat(browser.count(".best-by button[aria-pressed=true]")).isEqualTo(1);
    }

    @Test
    void a_run_without_checkpoints_has_no_such_part() {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "vision", "a".repeat(64)));
        store.logs().append(run, Entries.points(1, "loss", "train", 1, 0.5));

        browser.open("/runs/" + run);

        browser.find("[data-metric=loss] canvas");
        assertThat(browser.all(".checkpoints"))
                .singleElement()
                .satisfies(part -> assertThat(part.isDisplayed()).isFalse());
    }
}
