package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.Model;
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

/** PostgreSQL is stopped and started while two stores append to it. */
final class PostgresOutageIT {
    private static final int ENTRIES = 600;
    private static final int OUTAGES = 3;

    @Test
    @Timeout(240)
    void nothing_is_lost_or_doubled_when_the_server_is_stopped_and_started() throws Exception {
        PersistentWriter writer = new PersistentWriter(ENTRIES);
        // the first run is appended by both stores, the others by one
        List<UUID> runs = List.of(new UUID(4, 1), new UUID(4, 2), new UUID(4, 3));
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.database();
            try (SqlStore one = SqlStore.open(url);
                    SqlStore two = SqlStore.open(url)) {
                List<Future<?>> writers = new ArrayList<>();
                for (UUID run : runs) {
                    writers.add(executor.submit(() -> writer.append(one, run)));
                }
                writers.add(executor.submit(() -> writer.append(two, runs.get(0))));
                for (int outage = 1; outage <= OUTAGES; outage++) {
                    int enough = outage * 4 * ENTRIES / (OUTAGES + 2);
                    await().atMost(Duration.ofMinutes(1)).until(() -> writer.appended.get() > enough);
                    server.stop();
                    int before = writer.refused.get();
                    await().atMost(Duration.ofMinutes(1)).until(() -> writer.refused.get() > before);
                    server.restart();
                }
                for (Future<?> each : writers) {
                    each.get();
                }

                Model model = one.experiment("e").models().read("h").orElseThrow();
                assertThat(model.runs().list()).hasSize(3);
                for (UUID run : runs) {
                    List<RunEntry> log = SqlStoreTest.read(two, run);
                    assertThat(log).hasSize(ENTRIES);
                    for (int i = 0; i < ENTRIES; i++) {
                        assertThat(log.get(i)).isEqualTo(WriterProcess.entry(run, i, ENTRIES));
                    }
                }
                assertThat(writer.refused.get()).isGreaterThanOrEqualTo(OUTAGES);
            }
        } finally {
            executor.shutdown();
        }
    }
}
