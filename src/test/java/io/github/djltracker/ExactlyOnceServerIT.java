package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.ServerProcess;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the server, every point arrives exactly once. */
final class ExactlyOnceServerIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    private final int port = ServerProcess.freePort();

    @Test
    void the_server_is_killed_again_and_again_under_load() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        Random random = new Random(workload.seed());
        String file = folder.resolve("server.db").toString();
        try (ExperimentTracker tracker = tracker()) {
            CompletableFuture<Void> sending =
                    Shipping.begin(workload, 4, name -> tracker.experiment(name).models());
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServerProcess server = ServerProcess.start(file, port)) {
                    awaitArrived(workload, file, (kill + random.nextDouble()) / (KILLS + 1));
                    server.kill();
                }
            }
            try (ServerProcess server = ServerProcess.start(file, port)) {
                sending.join();
                assertThat(tracker.flush(LONG)).as(server.text()).isTrue();
                assertThat(server.stop()).as(server.text()).isIn(0, 143);
            }
        }

        assertArrived(workload, file);
    }

    @Test
    void the_server_is_replaced_by_an_empty_one() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        String first = folder.resolve("first.db").toString();
        String second = folder.resolve("second.db").toString();
        Workload unfinished = new Workload(workload.seed(), workload.runs(), workload.batches() / 2, workload.steps());
        try (ExperimentTracker tracker = tracker()) {
            try (ServerProcess server = ServerProcess.start(first, port)) {
                for (int run = 0; run < workload.runs(); run++) {
                    for (long sequence = 0; sequence <= unfinished.batches(); sequence++) {
                        tracker.experiment("experiment " + run % 2)
                                .models()
                                .append(workload.run(run), workload.entry(run, sequence));
                    }
                }
                assertThat(tracker.flush(LONG)).as(server.text()).isTrue();
                server.kill();
            }
            try (ServerProcess server = ServerProcess.start(second, port)) {
                Shipping.begin(workload, 4, name -> tracker.experiment(name).models())
                        .join();
                assertThat(tracker.flush(LONG)).as(server.text()).isTrue();
            }
        }

        assertArrived(workload, second);
    }

    /** Waits until the given share of all entries is in the file. */
    private static void awaitArrived(Workload workload, String file, double part) {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        long arrived = 0;
                        for (int run = 0; run < workload.runs(); run++) {
                            arrived += next(store, workload, run);
                        }
                        return arrived >= part * workload.runs() * workload.entries();
                    });
        }
    }

    private static long next(SqlStore store, Workload workload, int run) {
        try {
            return store.logs().next(workload.run(run));
        } catch (UnavailableException e) {
            return 0;
        }
    }

    private static void assertArrived(Workload workload, String file) {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            workload.assertArrived(store.logs());
        }
    }

    private ExperimentTracker tracker() {
        return ExperimentTracker.open(
                "http://127.0.0.1:" + port, TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox")));
    }
}
