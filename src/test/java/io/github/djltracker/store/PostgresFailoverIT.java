package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.testing.process.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The primary server is stopped permanently, and its standby takes its place; both are in the URL. */
final class PostgresFailoverIT {
    private static final int ENTRIES = 300;

    @Test
    @Timeout(240)
    void nothing_is_lost_or_doubled_when_a_standby_takes_over() throws Exception {
        List<UUID> runs = List.of(new UUID(6, 1), new UUID(6, 2), new UUID(6, 3));
        PersistentWriter writer = new PersistentWriter(ENTRIES);
        ExecutorService executor = Executors.newFixedThreadPool(runs.size());
        try (PostgresServer primary = PostgresServer.start()) {
            String first = primary.database();
            try (PostgresServer standby = primary.standby();
                    SqlStore store = SqlStore.open(
                            first.replace(":" + primary.port(), ":" + primary.port() + ",127.0.0.1:" + standby.port())
                                    + "&targetServerType=primary")) {
                List<Future<?>> writers = new ArrayList<>();
                for (UUID run : runs) {
                    writers.add(executor.submit(() -> writer.append(store, run)));
                }
                await().atMost(Duration.ofMinutes(1)).until(() -> writer.appended.get() > ENTRIES);
                primary.stop();
                await().atMost(Duration.ofMinutes(1)).until(() -> writer.refused.get() > 0);
                standby.promote();
                for (Future<?> each : writers) {
                    each.get();
                }

                for (UUID run : runs) {
                    List<RunEntry> log = SqlStoreTest.read(store, run);
                    assertThat(log).hasSize(ENTRIES);
                    for (int i = 0; i < ENTRIES; i++) {
                        assertThat(log.get(i)).isEqualTo(WriterProcess.entry(run, i, ENTRIES));
                    }
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
