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
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrackingListenerTest {
    private static final String LOSS = "SoftmaxCrossEntropyLoss";

    private final CollectingSink sink = new CollectingSink();

    private void written() {
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
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

    @Test
    void what_is_said_about_a_run_before_and_during_its_training_arrives() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener listener = TrackingListener.builder(sink, "e")
                .optRunName("first try")
                .optTags(Map.of("team", "vision", "baseline", ""))
                .optNote("before")
                .attach(config);

        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            TrackedRun run = listener.run(trainer);
            assertThat(run.flush(Duration.ofSeconds(60))).isTrue();
            Annotations before = sink.annotations(run.id());
            assertThat(before.name()).hasValue("first try");
            assertThat(before.tags()).isEqualTo(Map.of("team", "vision", "baseline", ""));
            assertThat(before.note()).hasValue("before");

            run.name("last try");
            run.tag("team", "b");
            run.tag("team", "a");
            run.tag("baseline", null);
            run.tag("fast");
            run.note("after");
            run.tag(" ");
            run.name("x".repeat(501));
        }
        written();

        Annotations after = sink.annotations(sink.run());
        assertThat(after.name()).hasValue("last try");
        assertThat(after.tags()).isEqualTo(Map.of("team", "a", "fast", ""));
        assertThat(after.note()).hasValue("after");
        assertThat(sink.end(sink.run()).losses()).isEqualTo(Map.of("invalid", 2L));
    }

    @Test
    void what_cannot_be_said_about_runs_is_refused_by_the_builder() {
        TrackingListenerBuilder builder = TrackingListener.builder(sink, "e");

        assertThatThrownBy(() -> builder.optRunName(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.optTags(Map.of("x".repeat(101), "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("101", "100");
        assertThatThrownBy(() -> builder.optNote("x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("10001", "10000");
    }

    static List<Long> steps(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
