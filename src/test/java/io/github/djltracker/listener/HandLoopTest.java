package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Training loops that users write without EasyTrain. */
class HandLoopTest {
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
    void a_loop_by_hand_without_epochs_is_finished_when_the_trainer_is_closed() throws Exception {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            for (Batch batch : trainer.iterateDataset(Trainings.data(trainer.getManager(), 4))) {
                step(trainer, batch);
            }
        }
        written();

        assertThat(sink.iterations(sink.run())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.values(sink.run(), LOSS, "train")).hasSize(4);
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void a_loop_that_reports_nothing_takes_its_steps_itself() throws Exception {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            TrackedRun run = tracking.run(trainer);
            for (Batch batch : trainer.iterateDataset(Trainings.data(trainer.getManager(), 4))) {
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray loss = trainer.getLoss().evaluate(batch.getLabels(), trainer.forward(batch.getData()));
                    collector.backward(loss);
                    run.advance();
                    run.log("my_loss", loss.getFloat(), "train");
                }
                trainer.step();
                batch.close();
            }
            run.log("done", 1.0);
            assertThat(run.flush(Duration.ofSeconds(60))).isTrue();
            assertThat(run.step()).isEqualTo(4);
        }
        written();

        assertThat(sink.iterations(sink.run())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.points(sink.run(), "my_loss", "train"))
                .extracting(Point::step)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.points(sink.run(), "done", null)).containsExactly(new Point(4, 1.0));
    }

    @Test
    void accumulated_gradients_have_a_learning_rate_only_where_a_step_was_taken() throws Exception {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            int number = 0;
            for (Batch batch : trainer.iterateDataset(Trainings.data(trainer.getManager(), 6))) {
                EasyTrain.trainBatch(trainer, batch);
                if (++number % 3 == 0) {
                    trainer.step();
                }
                batch.close();
            }
        }
        written();

        assertThat(sink.values(sink.run(), LOSS, "train")).hasSize(6);
        assertThat(sink.points(sink.run(), "learning_rate", "train"))
                .extracting(Point::step)
                .containsExactly(3L, 6L);
    }

    @Test
    void batch_data_without_a_batch_or_with_two_devices_is_read() {
        DefaultTrainingConfig bare = Trainings.config();
        TrackingListener.builder(sink, "e").attach(bare);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, bare);
                NDManager manager = trainer.getManager().newSubManager()) {
            NDList labels = new NDList(manager.zeros(new Shape(2)));
            NDList predictions = new NDList(manager.zeros(new Shape(2, Trainings.CLASSES)));
            BatchData twoDevices = new BatchData(
                    null,
                    Map.of(Device.cpu(), labels, Device.gpu(0), labels),
                    Map.of(Device.cpu(), predictions, Device.gpu(0), predictions));
            BatchData nothing = new BatchData(null, Map.of(), Map.of());
            trainer.notifyListeners(listener -> listener.onTrainingBatch(trainer, twoDevices));
            trainer.notifyListeners(listener -> listener.onTrainingBatch(trainer, nothing));
        }
        written();

        UUID run = sink.run();
        assertThat(sink.iterations(run)).containsExactly(1L, 2L);
        assertThat(sink.values(run, LOSS, "train").get(0)).isEqualTo((float) Math.log(3), Offset.offset(1e-6));
        assertThat(sink.modules(run))
                .filteredOn(module -> module.module().name().equals("data"))
                .singleElement()
                .satisfies(module -> assertThat(module.module().attributes()).containsEntry("batchSize", 4L));
        assertThat(sink.end(run).losses()).containsKey("unreadable");
    }

    private static void step(Trainer trainer, Batch batch) {
        EasyTrain.trainBatch(trainer, batch);
        trainer.step();
        batch.close();
    }
}
