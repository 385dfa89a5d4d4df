package io.github.djltracker;

import io.github.djltracker.testing.process.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL that stops and starts: every point arrives exactly once. */
final class ExactlyOncePostgresIT {
    @TempDir
    private Path folder;

    @Test
    void postgresql_stops_and_starts_under_two_servers() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            TwoServers.deliver(postgres.database(), folder, 3, () -> {
                postgres.stop();
                postgres.restart();
            });
        }
    }
}
