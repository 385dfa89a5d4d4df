package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import io.github.djltracker.testing.process.PgBouncer;
import io.github.djltracker.testing.process.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores that reach PostgreSQL through a PgBouncer, where each transaction may use another connection to the database.
 */
@Timeout(240)
final class PgBouncerIT {
    private static final int RUNS = 8;
    private static final int ENTRIES = 150;

    @TempDir
    private Path folder;

    @Test
    void two_stores_write_and_read_at_once_through_three_connections() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(RUNS);
        try (PgBouncer bouncer = PgBouncer.start(folder, PostgresServer.shared().database(), 3);
                LogCapture log = LogCapture.of(Database.class.getPackageName());
                SqlStore one = SqlStore.open(bouncer.url());
                SqlStore two = SqlStore.open(bouncer.url())) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                UUID run = new UUID(5, i);
                SqlStore store = i % 2 == 0 ? one : two;
                all.add(executor.submit(() -> append(store, run)));
            }
            for (Future<?> each : all) {
                each.get();
            }

            for (int i = 0; i < RUNS; i++) {
                List<RunEntry> entries = SqlStoreTest.read(i % 2 == 0 ? two : one, new UUID(5, i));
                assertThat(entries).hasSize(ENTRIES);
                for (int sequence = 1; sequence < ENTRIES; sequence++) {
                    assertThat(entries.get(sequence)).isEqualTo(entry(i, sequence));
                }
            }
            assertThat(log.messages(ch.qos.logback.classic.Level.INFO))
                    .filteredOn(line -> line.contains("prepareThreshold"))
                    .as("said once by each store")
                    .hasSize(2);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void append(SqlStore store, UUID run) {
        int number = (int) run.getLeastSignificantBits();
        store.logs().append(run, Entries.start(run, "e", "h" + number % 3));
        Model model = store.experiment("e").models().read("h" + number % 3).orElseThrow();
        for (int sequence = 1; sequence < ENTRIES; sequence++) {
            store.logs().append(run, entry(number, sequence));
            if (sequence % 10 == 0) {
                assertThat(model.runs().read(run)).isPresent();
                assertThat(store.logs().entries(run, sequence, 10)).containsExactly(entry(number, sequence));
            }
        }
    }

    private static RunEntry entry(int run, int sequence) {
        return Entries.points(sequence, "loss" + sequence % 4, "train", sequence, run + 1.0 / sequence);
    }
}
