package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of trainings that the listener recorded. */
final class DivergedTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void a_training_whose_rate_is_absurd_is_seen_to_diverge() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(1e30f))
                            .build())
                    .addTrainingListeners(TrainingListener.Defaults.basic());
            TrackingListener.attach(config, tracker.experiment("absurd").models());
            // DJL itself notices it after it was recorded
            assertThatThrownBy(() -> train(config)).isInstanceOf(TrainingDivergedException.class);

            Run run = tracker.experiment("absurd")
                    .models()
                    .list()
                    .get(0)
                    .runs()
                    .list()
                    .get(0);

            assertThat(run.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.kind()).isEqualTo(AlertKind.DIVERGED);
                assertThat(alert.message()).contains("Loss@").contains("is NaN at step ");
            });
        }
    }

    @Test
    void a_training_whose_units_are_dead_says_which() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            DefaultTrainingConfig config = Trainings.config();
            TrackingListener.builder(tracker.experiment("dead").models())
                    .optParameterDistributions(4)
                    .attach(config);
            Block network = new SequentialBlock()
                    .add(Linear.builder().setUnits(16).build())
                    // from here on, no input of the unit is ever greater than zero
                    .add(list -> new NDList(Activation.relu(list.head().sub(1e6f))))
                    .add(Linear.builder().setUnits(Trainings.CLASSES).build());
            train(config, network);

            Run run = tracker.experiment("dead")
                    .models()
                    .list()
                    .get(0)
                    .runs()
                    .list()
                    .get(0);

            assertThat(run.alerts())
                    .extracting(Alert::kind, Alert::message)
                    .containsExactly(tuple(
                            AlertKind.DEAD,
                            "01Linear_weight: 100 % of its gradients are 0 at step 8;"
                                    + " 03Linear_weight: 100 % of its gradients are 0 at step 8"));
        }
    }

    @Test
    void a_training_that_is_well_has_no_alert_of_its_parameters() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(folder.resolve("runs.db").toString())) {
            DefaultTrainingConfig config = Trainings.config();
            TrackingListener.builder(tracker.experiment("well").models())
                    .optParameterDistributions(1)
                    .attach(config);
            train(config);

            assertThat(tracker.experiment("well")
                            .models()
                            .list()
                            .get(0)
                            .runs()
                            .list()
                            .get(0)
                            .alerts())
                    .isEmpty();
        }
    }

    @Test
    void a_training_says_how_full_its_outbox_is() {
        CollectingSink collected = new CollectingSink();
        Sink full = new Sink() {
            @Override
            public long append(UUID run, RunEntry entry) {
                return collected.append(run, entry);
            }

            @Override
            public double fill() {
                return 0.9;
            }
        };
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(full, "e").attach(config);
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Trainings.fit(trainer, 1, Trainings.data(manager, 4), Trainings.data(manager, 1));
            // it is checked now and then, on the recorder's thread
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !fills(collected).isEmpty());
        }
        assertThat(Recorder.closeAll(s -> s == full, Duration.ofSeconds(60))).isTrue();

        assertThat(fills(collected)).containsOnly(0.9);
        assertThat(collected.values(collected.run(), "lost_points", "system")).isEmpty();
    }

    private static List<Double> fills(CollectingSink collected) {
        return collected.runs().isEmpty() ? List.of() : collected.values(collected.run(), "outbox_fill", "system");
    }

    @Test
    void an_outbox_whose_server_is_away_fills() {
        TrackerOptions options = new TrackerOptions(null, folder.resolve("outbox"), 1_000_000);
        try (ExperimentTracker tracker = ExperimentTracker.open("http://127.0.0.1:1", options)) {
            Sink sink = tracker.experiment("e").models();
            UUID run = UUID.randomUUID();
            sink.append(run, Entries.start(run, "e", "a".repeat(64)));
            double before = sink.fill();
            sink.append(run, Entries.points(1, "loss", "train", 0, new double[5_000]));

            assertThat(sink.fill()).isBetween(before + 0.01, 1.0);
        }
    }

    private static void train(DefaultTrainingConfig config) {
        train(config, Trainings.network());
    }

    private static void train(DefaultTrainingConfig config, Block network) {
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Trainings.model("m", network);
                Trainer trainer = Trainings.trainer(model, config)) {
            Trainings.fit(trainer, 2, Trainings.data(manager, 4), Trainings.data(manager, 1));
        }
    }
}
