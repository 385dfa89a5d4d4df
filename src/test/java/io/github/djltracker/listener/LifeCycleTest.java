package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.translate.TranslateException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.Trainings;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Everything that trainers and their users can do to a listener. */
class LifeCycleTest {
    private static final String LOSS = "SoftmaxCrossEntropyLoss";

    private final CollectingSink sink = new CollectingSink();
    private final DefaultTrainingConfig config =
            Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
    private final TrackingListener tracking =
            TrackingListener.builder(sink, "e").attach(config);

    private void written() {
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void a_second_begin_and_end_change_nothing() {
        try (Model model = Trainings.model("m", Trainings.network())) {
            Trainer trainer = Trainings.trainer(model, config);
            Dataset data = Trainings.data(trainer.getManager(), 3);
            trainer.notifyListeners(listener -> listener.onTrainingBegin(trainer));
            Trainings.fit(trainer, 1, data, data);
            trainer.notifyListeners(listener -> listener.onTrainingEnd(trainer));
            trainer.close();
            trainer.close();
        }
        written();

        UUID run = sink.run();
        assertThat(sink.iterations(run)).containsExactly(1L, 2L, 3L);
        assertThat(sink.end(run).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void two_fits_on_one_trainer_are_one_run() {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 2, data, data);
            Trainings.fit(trainer, 1, data, data);
        }
        written();

        assertThat(sink.iterations(sink.run())).isEqualTo(TrackingListenerTest.steps(1, 9));
        assertThat(sink.points(sink.run(), LOSS, "validate"))
                .extracting(Point::step)
                .containsExactly(3L, 6L, 9L);
    }

    @Test
    void trainers_one_after_the_other_have_a_run_each() {
        for (int i = 0; i < 2; i++) {
            try (Model model = Trainings.model("m" + i, Trainings.network());
                    Trainer trainer = Trainings.trainer(model, config)) {
                Dataset data = Trainings.data(trainer.getManager(), 3);
                Trainings.fit(trainer, 1, data, data);
            }
        }
        written();

        assertThat(sink.runs()).hasSize(2);
        for (UUID run : sink.runs()) {
            assertThat(sink.iterations(run)).containsExactly(1L, 2L, 3L);
            assertThat(sink.start(run).resumedFrom()).isNull();
        }
    }

    @Test
    void interleaved_trainers_keep_their_values_apart() throws Exception {
        try (Model model1 = Trainings.model("m1", Trainings.network());
                Model model2 = Trainings.model("m2", Trainings.network());
                Trainer trainer1 = Trainings.trainer(model1, config);
                Trainer trainer2 = Trainings.trainer(model2, config)) {
            // the second has one more batch and stays one batch ahead, so that mixed-up values would show
            Iterator<Batch> batches1 = trainer1.iterateDataset(Trainings.data(trainer1.getManager(), 6))
                    .iterator();
            Iterator<Batch> batches2 = trainer2.iterateDataset(Trainings.data(trainer2.getManager(), 7))
                    .iterator();
            step(trainer2, batches2.next());
            while (batches1.hasNext()) {
                step(trainer1, batches1.next());
                step(trainer2, batches2.next());
            }
        }
        written();

        UUID run1 = runNamed("m1");
        UUID run2 = runNamed("m2");
        assertThat(sink.values(run1, LOSS, "train")).isEqualTo(alone(6));
        assertThat(sink.values(run2, LOSS, "train")).isEqualTo(alone(7));
        assertThat(sink.points(run1, "learning_rate", "train"))
                .extracting(Point::step)
                .isEqualTo(TrackingListenerTest.steps(1, 6));
        assertThat(sink.points(run2, "learning_rate", "train"))
                .extracting(Point::step)
                .isEqualTo(TrackingListenerTest.steps(1, 7));
    }

    private UUID runNamed(String model) {
        return sink.runs().stream()
                .filter(run -> model.equals(sink.start(run).name()))
                .findFirst()
                .orElseThrow();
    }

    private static void step(Trainer trainer, Batch batch) {
        EasyTrain.trainBatch(trainer, batch);
        trainer.step();
        batch.close();
    }

    private static List<Double> alone(int batches) throws Exception {
        CollectingSink own = new CollectingSink();
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(own, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            for (Batch batch : trainer.iterateDataset(Trainings.data(trainer.getManager(), batches))) {
                step(trainer, batch);
            }
        }
        assertThat(Recorder.closeAll(s -> s == own, Duration.ofSeconds(60))).isTrue();
        return own.values(own.run(), LOSS, "train");
    }

    @Test
    void a_fit_that_throws_is_a_failed_run() {
        TrainingListener failing = new TrainingListenerAdapter() {
            private int batches;

            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                if (++batches == 2) {
                    throw new IllegalStateException("the user's own");
                }
            }
        };
        config.addTrainingListeners(failing);

        assertThatThrownBy(() -> {
                    try (Model model = Trainings.model("m", Trainings.network());
                            Trainer trainer = Trainings.trainer(model, config)) {
                        Dataset data = Trainings.data(trainer.getManager(), 3);
                        Trainings.fit(trainer, 1, data, data);
                    }
                })
                .hasMessage("the user's own");
        written();

        assertThat(sink.iterations(sink.run())).containsExactly(1L, 2L);
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FAILED);
        assertThat(sink.end(sink.run()).error()).contains("middle of an epoch");
    }

    @Test
    void the_user_can_say_that_it_failed() {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 1, data, data);
            tracking.run(trainer).fail(new IllegalStateException("accuracy too low"));
        }
        written();

        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FAILED);
        assertThat(sink.end(sink.run()).error()).isEqualTo("java.lang.IllegalStateException: accuracy too low");
    }

    @Test
    void a_validation_after_the_last_epoch_is_recorded() throws IOException, TranslateException {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 1, data, data);
            EasyTrain.evaluateDataset(trainer, data);
        }
        written();

        assertThat(sink.points(sink.run(), LOSS, "validate"))
                .extracting(Point::step)
                .containsExactly(3L, 3L);
        assertThat(sink.values(sink.run(), LOSS, "validate").get(0))
                .isEqualTo(sink.values(sink.run(), LOSS, "validate").get(1));
    }

    @Test
    void without_validation_there_are_no_values_of_it() {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            try {
                EasyTrain.fit(trainer, 2, Trainings.data(trainer.getManager(), 3), null);
            } catch (IOException | TranslateException e) {
                throw new AssertionError(e);
            }
        }
        written();

        assertThat(sink.points(sink.run(), LOSS, "validate")).isEmpty();
        assertThat(sink.points(sink.run(), LOSS, "train_epoch")).hasSize(2);
    }

    @Test
    void a_trainer_that_is_never_closed_ends_its_run_when_it_is_collected() {
        try (Model model = Trainings.model("m", Trainings.network())) {
            trainAndForget(model);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                System.gc();
                return sink.entries(sink.run()).get(sink.entries(sink.run()).size() - 1) instanceof RunEnd;
            });
        }

        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(sink.iterations(sink.run())).containsExactly(1L, 2L, 3L);
    }

    private void trainAndForget(Model model) {
        Trainer trainer = Trainings.trainer(model, config);
        Dataset data = Trainings.data(trainer.getManager(), 3);
        Trainings.fit(trainer, 1, data, data);
        assertThat(tracking.run(trainer).flush(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void a_trainer_that_trains_nothing_makes_no_run() {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            assertThat(trainer.getModel()).isSameAs(model);
        }
        written();

        assertThat(sink.runs()).isEmpty();
    }
}
