package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingResult;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrackingListenerTest {
    private static final String LOSS = "SoftmaxCrossEntropyLoss";

    private final CollectingSink sink = new CollectingSink();

    private void written() {
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void records_every_batch_and_epoch_of_a_training() {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
        TrackingListener.builder(sink, "e").attach(config);

        TrainingResult result;
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 5);
            Trainings.fit(trainer, 3, data, data);
            result = trainer.getTrainingResult();
        }
        written();

        UUID run = sink.run();
        assertThat(sink.end(run).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(sink.end(run).losses()).isEmpty();
        assertThat(sink.start(run).name()).isEqualTo("m");
        assertThat(sink.start(run).experiment()).isEqualTo("e");
        assertThat(sink.iterations(run)).containsExactlyElementsOf(steps(1, 15));
        assertThat(sink.points(run, LOSS, "train")).hasSize(15);
        assertThat(sink.points(run, "Accuracy", "train")).hasSize(15);
        assertThat(sink.points(run, "learning_rate", "train"))
                .containsExactlyElementsOf(
                        steps(1, 15).stream().map(s -> new Point(s, 0.1f)).toList());
        assertThat(sink.points(run, "batch_seconds", "train")).hasSize(12);
        assertThat(sink.points(run, "samples_per_second", "train")).hasSize(12);
        assertThat(sink.points(run, "Accuracy", "train_epoch"))
                .extracting(Point::step)
                .containsExactly(5L, 10L, 15L);
        assertThat(sink.points(run, LOSS, "validate").get(2).value()).isEqualTo((double) result.getValidateLoss());
        assertThat(sink.points(run, "Accuracy", "validate").get(2).value())
                .isEqualTo((double) result.getValidateEvaluation("Accuracy"));
        assertThat(sink.points(run, LOSS, "train_epoch").get(2).value()).isEqualTo((double) result.getTrainLoss());
        assertThat(sink.points(run, "Accuracy", "train_epoch").get(2).value())
                .isEqualTo((double) result.getTrainEvaluation("Accuracy"));
    }

    @Test
    void a_run_is_to_be_had_only_once_the_network_has_shapes() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener listener = TrackingListener.builder(sink, "e").attach(config);

        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = model.newTrainer(config)) {
            assertThatThrownBy(() -> listener.run(trainer))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("trainer.initialize");
        }

        assertThat(sink.runs()).isEmpty();
    }

    static List<Long> steps(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
