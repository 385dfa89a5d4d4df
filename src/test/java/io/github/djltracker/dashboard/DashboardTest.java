package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.browser.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** A browser for the class, and a server over a new file for each test, after which the console must have been silent. */
abstract class DashboardTest {
    private static final int MOST_TRIES = 20;

    static Browser browser;

    @TempDir
    Path directory;

    SqlStore store;
    TrackerServer server;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() {
        store = SqlStore.open(file());
        server = TrackerServer.start(store, settings().port(0).build());
        browser.use(server.uri());
        browser.size(1280, 900);
        browser.dark(false);
        browser.problems();
    }

    @AfterEach
    void stop() {
        List<String> problems = browser.problems();
        // leaves the page, which would notice that the server has gone
        browser.driver().get("about:blank");
        browser.problems();
        server.close();
        store.close();
        assertThat(problems).isEmpty();
    }

    Path file() {
        return directory.resolve("runs.db");
    }

    ServerSettings.Builder settings() {
        return ServerSettings.builder();
    }

    Model model(String experiment, String name) {
        return store.experiment(experiment).models().list().stream()
                .filter(model -> model.name().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The texts of the cells of a table, a row each; the table by its label. Read again if rows are replaced meanwhile. */
    List<List<String>> rows(String table) {
        for (int tries = 1; ; tries++) {
            try {
                return browser.all("table[aria-label='" + table + "'] tbody tr[data-key]").stream()
                        .map(row -> row.findElements(By.cssSelector("td:not(.check)")).stream()
                                .map(WebElement::getText)
                                .toList())
                        .toList();
            } catch (StaleElementReferenceException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** One column of {@link #rows}. */
    List<String> column(String table, int number) {
        return rows(table).stream().map(row -> row.get(number)).toList();
    }
}
