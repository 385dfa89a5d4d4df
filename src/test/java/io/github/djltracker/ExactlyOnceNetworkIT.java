package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.CuttingProxy;
import io.github.djltracker.testing.process.StormyProxy;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to connections, requests and answers, every point arrives exactly once. */
final class ExactlyOnceNetworkIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    /** The most workloads that are sent until enough has happened. */
    private static final int MOST_WORKLOADS = 20;

    private static final String SEVERAL = "/api/v1/entries";

    @TempDir
    private Path folder;

    private SqlStore store;
    private TrackerServer server;

    @BeforeEach
    void start() {
        store = SqlStore.open(folder.resolve("server.db"));
        server = TrackerServer.start(store, ServerSettings.builder().port(0).build());
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    /**
     * Sends workloads until enough has happened to them. The number of requests depends on how many entries wait for
     * each request, and so on the speed of the machine.
     */
    private static List<Workload> send(ExperimentTracker tracker, Workload first, BooleanSupplier isEnough)
            throws Exception {
        List<Workload> sent = new ArrayList<>();
        while (sent.isEmpty() || (!isEnough.getAsBoolean() && sent.size() < MOST_WORKLOADS)) {
            Workload next = new Workload(first.seed() + sent.size(), first.runs(), first.batches(), first.steps());
            Shipping.send(next, 4, name -> tracker.experiment(name).models());
            assertThat(tracker.flush(LONG)).isTrue();
            sent.add(next);
        }
        return sent;
    }

    private void assertArrived(List<Workload> sent) {
        sent.forEach(workload -> workload.assertArrived(store.logs()));
    }

    @Test
    void connections_are_cut_before_during_and_after_the_answer() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        try (CuttingProxy proxy =
                        CuttingProxy.start(0.7, workload.seed(), server.uri().getPort());
                ExperimentTracker tracker = tracker(proxy.port(), "outbox")) {
            assertArrived(send(tracker, workload, () -> proxy.cuts() > 3));
            assertThat(proxy.cuts()).isGreaterThan(3);
        }

        assertThat(workload.points()).isEqualTo(100_000);
    }

    @Test
    void a_storm_of_refusals_and_lost_answers_passes() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        try (StormyProxy proxy = StormyProxy.start(server.uri(), 0.6, workload.seed());
                ExperimentTracker tracker = tracker(proxy.port(), "outbox")) {
            assertArrived(send(tracker, workload, () -> proxy.faults() > 10));
            assertThat(proxy.faults()).isGreaterThan(10);
        }
    }

    @Test
    void many_runs_share_requests_in_a_storm() throws Exception {
        Workload workload = new Workload(Seeds.next(), 200, 5, 20);
        try (StormyProxy proxy = StormyProxy.start(server.uri(), 0.6, workload.seed());
                ExperimentTracker tracker = tracker(proxy.port(), "outbox")) {
            assertArrived(send(tracker, workload, () -> proxy.requests(SEVERAL) > 3));
            assertThat(proxy.requests(SEVERAL)).isGreaterThan(3);
        }
    }

    @Test
    void connections_of_many_runs_that_share_requests_are_cut() throws Exception {
        Workload workload = new Workload(Seeds.next(), 200, 5, 20);
        try (CuttingProxy proxy =
                        CuttingProxy.start(0.4, workload.seed(), server.uri().getPort());
                ExperimentTracker tracker = tracker(proxy.port(), "outbox")) {
            Shipping.send(workload, 4, name -> tracker.experiment(name).models());
            assertThat(tracker.flush(LONG)).isTrue();
        }

        workload.assertArrived(store.logs());
    }

    @Test
    void an_older_server_is_asked_once_for_shared_requests() throws Exception {
        Workload workload = new Workload(Seeds.next(), 40, 5, 20);
        int shared;
        try (StormyProxy proxy = StormyProxy.start(server.uri(), 0, workload.seed())) {
            proxy.hide(SEVERAL);
            try (ExperimentTracker tracker = tracker(proxy.port(), "outbox")) {
                Shipping.send(workload, 4, name -> tracker.experiment(name).models());
                assertThat(tracker.flush(LONG)).isTrue();
            }
            shared = proxy.requests(SEVERAL);
        }

        assertThat(shared).isEqualTo(1);
        workload.assertArrived(store.logs());
    }

    @Test
    void several_couriers_send_from_one_outbox() throws Exception {
        Workload workload = Workload.ofHundredThousandPoints(Seeds.next());
        try (CuttingProxy proxy =
                CuttingProxy.start(0.3, workload.seed(), server.uri().getPort())) {
            List<ExperimentTracker> trackers = IntStream.range(0, 3)
                    .mapToObj(i -> tracker(proxy.port(), "shared"))
                    .toList();
            try {
                // each experiment through another tracker; the couriers of all trackers share one directory
                Shipping.send(
                        workload,
                        4,
                        name -> trackers.get(name.hashCode() & 1)
                                .experiment(name)
                                .models());
            } finally {
                trackers.forEach(ExperimentTracker::close);
            }
            try (ExperimentTracker last = tracker(proxy.port(), "shared")) {
                assertThat(last.flush(LONG)).isTrue();
            }
        }

        workload.assertArrived(store.logs());
    }

    private ExperimentTracker tracker(int port, String outbox) {
        return ExperimentTracker.open(
                "http://127.0.0.1:" + port, TrackerOptions.ofEnvironment().outbox(folder.resolve(outbox)));
    }
}
