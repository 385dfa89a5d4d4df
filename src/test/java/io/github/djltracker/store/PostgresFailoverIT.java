package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.testing.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server that is written to is stopped for good, and its standby takes its place; both are in the URL. */
final class PostgresFailoverIT {
    private static final int ENTRIES = 300;

    @Test
    @Timeout(240)
    void nothing_is_lost_or_doubled_when_a_standby_takes_over() throws Exception {
        List<UUID> runs = List.of(new UUID(6, 1), new UUID(6, 2), new UUID(6, 3));
        AtomicInteger appended = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(runs.size());
        try (PostgresServer primary = PostgresServer.start()) {
            String first = primary.database();
            try (PostgresServer standby = primary.standby();
                    SqlStore store = SqlStore.open(
                            first.replace(":" + primary.port(), ":" + primary.port() + ",127.0.0.1:" + standby.port())
                                    + "&targetServerType=primary")) {
                List<Future<?>> writers = new ArrayList<>();
                for (UUID run : runs) {
                    writers.add(executor.submit(() -> append(store, run, appended, refused)));
                }
                await().atMost(Duration.ofMinutes(1)).until(() -> appended.get() > ENTRIES);
                primary.stop();
                await().atMost(Duration.ofMinutes(1)).until(() -> refused.get() > 0);
                standby.promote();
                for (Future<?> writer : writers) {
                    writer.get();
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

    private static void append(SqlStore store, UUID run, AtomicInteger appended, AtomicInteger refused) {
        for (int i = 0; i < ENTRIES; i++) {
            RunEntry entry = WriterProcess.entry(run, i, ENTRIES);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> isAppended(store, run, entry, refused));
            appended.incrementAndGet();
        }
    }

    private static boolean isAppended(SqlStore store, UUID run, RunEntry entry, AtomicInteger refused) {
        try {
            store.logs().append(run, entry);
            return true;
        } catch (UnavailableException e) {
            refused.incrementAndGet();
            return false;
        }
    }
}
