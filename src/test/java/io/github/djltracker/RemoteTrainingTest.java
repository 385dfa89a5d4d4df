package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Trainings;
import io.github.djltracker.testing.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is recorded by a server, which may be available, unavailable or silent. */
final class RemoteTrainingTest {
    private static final int BATCHES = 5;
    private static final int EPOCHS = 2;

    @TempDir
    private Path folder;

    @Test
    void a_training_is_recorded_by_a_server_and_read_right_after() throws Exception {
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = serve(store, 0);
                ExperimentTracker tracker = tracker(server.uri().toString())) {
            train(tracker);

            // a query waits until everything that was recorded before it is stored
            assertRecorded(tracker);
            assertRecorded(store.experiment("e").models().list());
        }
    }

    @Test
    void a_training_without_a_server_is_recorded_when_there_is_one() throws Exception {
        int port = ServerProcess.freePort();
        try (ExperimentTracker tracker = tracker("http://127.0.0.1:" + port)) {
            train(tracker);

            assertThat(tracker.flush(Duration.ofMillis(50))).isFalse();
        }
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = serve(store, port)) {
            List<OutboxStatus> after = Outboxes.sync(options(), (outbox, progress) -> {});

            assertThat(after)
                    .singleElement()
                    .satisfies(status -> assertThat(status.entries()).isZero());
            assertRecorded(store.experiment("e").models().list());
            assertThat(server.uri().getPort()).isEqualTo(port);
        }
    }

    @Test
    void a_server_that_never_answers_holds_up_neither_the_training_nor_its_end() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = accept(silent);
            long begin = System.nanoTime();
            try (ExperimentTracker tracker = tracker("http://127.0.0.1:" + silent.getLocalPort())) {
                train(tracker);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            // far less than the time that the server has to answer
            assertThat(took).isLessThan(ExperimentTracker.CLOSE_TIMEOUT.plusSeconds(15));
            assertThat(Outboxes.folders(options()))
                    .singleElement()
                    .satisfies(outbox ->
                            assertThat(Outboxes.status(outbox).entries()).isPositive());
            accepting.interrupt();
        }
    }

    private static Thread accept(ServerSocket silent) {
        Thread thread = new Thread(() -> {
            try {
                while (!silent.isClosed()) {
                    silent.accept();
                }
            } catch (IOException e) {
                // the socket was closed: the test is over
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void train(ExperimentTracker tracker) throws Exception {
        try (ai.djl.Model model = Trainings.model("m", Trainings.network())) {
            DefaultTrainingConfig config = Trainings.config();
            TrackingListener listener = TrackingListener.builder(
                            tracker.experiment("e").models())
                    .optRunName("first try")
                    .optTags(Map.of("team", "vision"))
                    .attach(config);
            try (Trainer trainer = Trainings.trainer(model, config)) {
                Dataset data = Trainings.data(trainer.getManager(), BATCHES);
                Trainings.fit(trainer, EPOCHS, data, data);
                listener.run(trainer).note("all *well*");
            }
        }
    }

    private static void assertRecorded(ExperimentTracker tracker) {
        assertRecorded(tracker.experiment("e").models().list());
    }

    private static void assertRecorded(List<Model> models) {
        assertThat(models).hasSize(1);
        assertThat(models.get(0).step()).isEqualTo((long) BATCHES * EPOCHS);
        assertThat(models.get(0).iterations().list()).hasSize(BATCHES * EPOCHS);
        assertThat(models.get(0).modules().list()).isNotEmpty();
        assertThat(models.get(0).runs().list()).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.name()).isEqualTo("first try");
            assertThat(run.annotations().tags()).isEqualTo(Map.of("team", "vision"));
            assertThat(run.annotations().note()).hasValue("all *well*");
        });
    }

    private TrackerOptions options() {
        return new TrackerOptions(null, folder.resolve("outbox"));
    }

    private ExperimentTracker tracker(String url) {
        return ExperimentTracker.open(url, options());
    }

    private static TrackerServer serve(SqlStore store, int port) {
        return TrackerServer.start(store, ServerSettings.builder().port(port).build());
    }
}
