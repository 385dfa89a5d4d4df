package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.CuttingProxy;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the clocks show, every point arrives exactly once. The training's clock is set back in the middle of each
 * run of a workload; the server's clock is moved back and forth by days.
 */
@Timeout(120)
final class ExactlyOnceClockIT {
    private static final Instant START = Instant.parse("2024-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void clocks_are_set_back_on_both_sides() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        Random random = new Random(workload.seed());
        ManualClock clock = new ManualClock(START);
        Duration[] moves = {Duration.ofHours(-3), Duration.ofHours(-50), Duration.ofHours(49), Duration.ofSeconds(-1)};

        try (SqlStore store = SqlStore.open(folder.resolve("server.db"), clock);
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build());
                CuttingProxy proxy =
                        CuttingProxy.start(0.3, workload.seed(), server.uri().getPort());
                ExperimentTracker tracker = ExperimentTracker.open(
                        "http://127.0.0.1:" + proxy.port(),
                        TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox")))) {
            CompletableFuture<Void> sending =
                    Shipping.begin(workload, 4, name -> tracker.experiment(name).models());
            for (int i = 0; !sending.isDone(); i++) {
                clock.advance(i < moves.length ? moves[i] : Duration.ofSeconds(random.nextInt(-200_000, 200_000)));
                // reads the runs, some of which have been silent for days by this clock
                store.logs()
                        .model(workload.run(random.nextInt(workload.runs())))
                        .ifPresent(model -> model.runs().list());
            }
            sending.join();
            assertThat(tracker.flush(Duration.ofMinutes(2))).isTrue();

            workload.assertArrived(store.logs());
            assertThat(clock.instant()).isNotEqualTo(START);
            for (int run = 0; run < workload.runs(); run++) {
                assertThat(read(store, workload, run).status()).isEqualTo(RunStatus.FINISHED);
            }
        }
    }

    private static Run read(SqlStore store, Workload workload, int run) {
        return store.logs()
                .model(workload.run(run))
                .flatMap(model -> model.runs().read(workload.run(run)))
                .orElseThrow();
    }
}
