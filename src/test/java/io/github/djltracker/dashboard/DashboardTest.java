package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with a new file for each test, seen in a browser whose console must be empty after the test. */
abstract class DashboardTest {
    /** The same port for all tests, so that the browser has the dashboard's files in its cache. */
    private static final int PORT = ServerProcess.freePort();

    Browser browser;

    @TempDir
    Path directory;

    SqlStore store;
    TrackerServer server;

    @BeforeEach
    void start() {
        browser = Browser.shared();
        store = SqlStore.open(file());
        server = TrackerServer.start(store, settings().port(PORT).build());
        browser.use(server.uri());
    }

    @AfterEach
    void stop() {
        List<String> problems = browser.problems();
        browser.leave();
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

    /** The texts of the cells of the table with this label, by row. */
    List<List<String>> rows(String table) {
        return browser.texts("table[aria-label='" + table + "'] tbody tr[data-key]", "td:not(.check)");
    }

    /** One column of {@link #rows}. */
    List<String> column(String table, int number) {
        return rows(table).stream().map(row -> row.get(number)).toList();
    }
}
