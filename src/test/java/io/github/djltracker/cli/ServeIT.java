package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers in separate processes, as users start them. {@link AppJarIT} starts one from the jar. */
final class ServeIT {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void serves_a_file_until_it_is_told_to_stop_and_leaves_it_whole() {
        Path file = directory.resolve("runs.db");
        try (ServerProcess server = ServerProcess.start(file.toString(), 0, "--token", TOKEN)) {
            try (HttpStore store = HttpStore.open(server.url(), HttpSettings.DEFAULTS.token(TOKEN))) {
                store.experiments().create("digits");
            }

            // the exit code by which shells report SIGTERM
            assertThat(server.stop()).isEqualTo(143);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.text().contains("stopped serving"));
            assertThat(server.text())
                    .contains("method=POST route=/api/v1/experiments path=/api/v1/experiments status=201")
                    .doesNotContain(TOKEN)
                    .doesNotContain("DEBUG");
        }
        // SQLite deletes the write-ahead log when the last connection is closed
        assertThat(directory.resolve("runs.db-wal")).doesNotExist();
        try (SqlStore store = SqlStore.open(file)) {
            assertThat(store.experiments().list()).extracting(Experiment::name).containsExactly("digits");
        }
    }
}
