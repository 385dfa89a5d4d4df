package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run with an alert is marked wherever it is shown. */
class AlertsIT extends DashboardTest {
    private static final String WARNING = "diverged: loss@train is NaN at step 2";

    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void record() {
        store.logs().append(run, Entries.start(run, "vision", "a".repeat(64)));
        store.logs().append(run, Entries.points(1, "loss", "train", 0, 2.3, 1.5, Double.NaN));
    }

    private String warning() {
        return String.valueOf(browser.find(".warning").getAttribute("aria-label"));
    }

    @Test
    void on_the_page_of_all_runs() {
        browser.open("/experiments/" + store.experiment("vision").id() + "/runs");

        assertThat(warning()).isEqualTo(WARNING);
    }

    @Test
    void among_the_runs_of_its_model() {
        browser.open(
                "/models/" + store.experiment("vision").models().list().get(0).id());

        assertThat(warning()).isEqualTo(WARNING);
    }

    @Test
    void on_its_own_page_until_it_recovers() {
        browser.open("/runs/" + run);
        assertThat(browser.text(".alert")).isEqualTo(WARNING);

        store.logs().append(run, Entries.points(2, "loss", "train", 3, 1.2));
        browser.await("no alert", () -> browser.all(".alert").isEmpty());

        store.logs().append(run, Entries.end(3, RunStatus.FINISHED));
    }
}
