package io.github.djltracker.listener.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The modules that describe how a batch was trained, and the system metrics that are recorded with it. */
class TrainingModulesTest {
    private final CollectingSink sink = new CollectingSink();

    private void train(DefaultTrainingConfig config) {
        TrackingListener.builder(sink, "e").optEnvironment(Map.of("data", "v1")).attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 2, data, data);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    private Map<String, @Nullable Object> attributes(String role) {
        List<IterationModule> found = sink.modules(sink.run()).stream()
                .filter(module -> role.equals(module.module().attributes().get("role")))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).step()).isEqualTo(1);
        return found.get(0).module().attributes();
    }

    @Test
    void the_first_iteration_says_how_it_was_trained_and_later_ones_say_nothing_new() {
        train(Trainings.config()
                .optOptimizer(Optimizer.adam()
                        .optBeta1(0.8f)
                        .optWeightDecays(0.25f)
                        .optLearningRateTracker(Tracker.fixed(0.01f))
                        .build()));

        assertThat(attributes("optimizer"))
                .containsEntry("type", "ai.djl.training.optimizer.Adam")
                .containsEntry("beta1", 0.8)
                .containsEntry("weightDecays", 0.25)
                .doesNotContainKeys("numUpdate", "updateCounts");
        assertThat((Map<?, ?>) attributes("optimizer").get("learningRateTracker"))
                .hasToString("{type=ai.djl.training.tracker.FixedTracker, value=0.01}");
        assertThat(attributes("loss")).containsEntry("type", "ai.djl.training.loss.SoftmaxCrossEntropyLoss");
        assertThat(attributes("evaluator")).containsEntry("type", "ai.djl.training.evaluator.Accuracy");
        assertThat(attributes("data")).containsEntry("batchSize", 8L).containsEntry("batchesPerEpoch", 3L);
        assertThat(attributes("devices")).containsEntry("devices", List.of("cpu()"));
        assertThat(attributes("engine")).containsKey("version");
    }

    /** A loss with a setting that a user may change. */
    private static final class Scaled extends SoftmaxCrossEntropyLoss {
        @SuppressWarnings("UnusedVariable") // read by reflection
        float scale = 1;
    }

    @Test
    void a_setting_that_changes_between_epochs_is_recorded_again_and_nothing_else_is() {
        Scaled loss = new Scaled();
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(loss).addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 2, data, data);
            loss.scale = 2;
            Trainings.fit(trainer, 2, data, data);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();

        List<IterationModule> modules = sink.modules(sink.run());
        assertThat(modules)
                .filteredOn(module -> "loss".equals(module.module().attributes().get("role")))
                .extracting(
                        IterationModule::step,
                        module -> module.module().attributes().get("scale"))
                .containsExactly(tuple(1L, 1.0), tuple(7L, 2.0));
        assertThat(modules).filteredOn(module -> module.step() > 1).hasSize(1);
    }

    @Test
    void the_learning_rate_is_the_one_that_each_step_used() {
        train(Trainings.config()
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.multiFactor()
                                .setBaseValue(1f)
                                .optFactor(0.5f)
                                .setSteps(new int[] {2, 4})
                                .build())
                        .build()));

        assertThat(sink.points(sink.run(), "learning_rate", "train"))
                .containsExactly(
                        new Point(1, 1),
                        new Point(2, 1),
                        new Point(3, 0.5),
                        new Point(4, 0.5),
                        new Point(5, 0.25),
                        new Point(6, 0.25));
    }

    @Test
    void the_environment_says_where_the_run_ran() {
        train(Trainings.config());

        assertThat(sink.start(sink.run()).environment())
                .containsEntry("data", "v1")
                .containsEntry("engine", "PyTorch")
                .containsEntry("engineVersion", "2.7.1")
                .containsEntry("djl", Engine.getDjlVersion())
                .containsEntry("pid", ProcessHandle.current().pid())
                .containsKeys("host", "os", "java", "processors", "directory", "arguments");
    }

    @Test
    void the_machine_is_sampled() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 3);
            Trainings.fit(trainer, 1, data, data);
            // written on the recorder's thread, for which a short training does not wait
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !heap().isEmpty());
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();

        assertThat(heap()).allMatch(bytes -> bytes > 0);
    }

    private List<Double> heap() {
        return sink.runs().isEmpty() ? List.of() : sink.values(sink.run(), "heap_bytes", "system");
    }
}
