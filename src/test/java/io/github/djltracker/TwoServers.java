package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.CuttingProxy;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Sends runs through two servers of one database while the database is disturbed: every point arrives exactly once. */
final class TwoServers {
    private static final Duration LONG = Duration.ofMinutes(5);

    private TwoServers() {}

    /**
     * Sends a hundred thousand points and checks that they arrived.
     *
     * @param times how often the database is disturbed, at random moments
     */
    static void deliver(String database, Path folder, int times, Runnable disturbance) throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        Random random = new Random(workload.seed());
        try (SqlStore first = SqlStore.open(database);
                SqlStore second = SqlStore.open(database);
                TrackerServer one = serve(first);
                TrackerServer two = serve(second);
                CuttingProxy balancer = CuttingProxy.start(
                        0.3, workload.seed(), one.uri().getPort(), two.uri().getPort());
                ExperimentTracker tracker = ExperimentTracker.open(
                        "http://127.0.0.1:" + balancer.port(),
                        TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox")))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(workload, tracker));
            for (int stop = 0; stop < times; stop++) {
                awaitArrived(workload, first, (stop + random.nextDouble()) / (times + 1));
                disturbance.run();
            }
            sending.join();

            assertThat(tracker.flush(LONG)).isTrue();
            workload.assertArrived(second.logs());
        }
    }

    private static void send(Workload workload, ExperimentTracker tracker) {
        try {
            Shipping.send(workload, 4, name -> tracker.experiment(name).models());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitArrived(Workload workload, SqlStore store, double part) {
        await().atMost(LONG).ignoreExceptions().until(() -> {
            long arrived = 0;
            for (int run = 0; run < workload.runs(); run++) {
                arrived += store.logs().next(workload.run(run));
            }
            return arrived >= part * workload.runs() * workload.entries();
        });
    }

    private static TrackerServer serve(SqlStore store) {
        return TrackerServer.start(store, ServerSettings.builder().port(0).build());
    }
}
