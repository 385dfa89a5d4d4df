package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evaluators, listeners and threads that misbehave: each failure is counted, and nothing else is lost. */
class HostileTrainingTest {
    private static final String LOSS = "SoftmaxCrossEntropyLoss";

    private final CollectingSink sink = new CollectingSink();

    /** An accuracy that fails for some keys. */
    private static class Failing extends Accuracy {
        private final AtomicInteger state = new AtomicInteger(1);

        @Override
        public float getAccumulator(String key) {
            if (key.endsWith("all") || key.endsWith("batch")) {
                throw new IllegalStateException("no value " + state.get());
            }
            return super.getAccumulator(key);
        }
    }

    private void train(DefaultTrainingConfig config) {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 5);
            Trainings.fit(trainer, 2, data, data);
        }
    }

    private void written() {
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void an_evaluator_that_throws_costs_its_values_and_nothing_else() {
        DefaultTrainingConfig config =
                Trainings.config().addEvaluator(new Failing()).addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener.builder(sink, "e").attach(config);

        train(config);
        written();

        UUID run = sink.run();
        assertThat(sink.iterations(run)).isEqualTo(TrackingListenerTest.steps(1, 10));
        assertThat(sink.points(run, "learning_rate", "train")).hasSize(10);
        assertThat(sink.end(run).losses()).containsKey("unreadable");
        assertThat(sink.end(run).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void an_evaluator_that_throws_an_error_does_not_reach_the_training() {
        DefaultTrainingConfig config = Trainings.config().addEvaluator(new Accuracy() {
            @Override
            public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
                throw new AssertionError("mine");
            }

            @Override
            public String getName() {
                throw new IllegalStateException("no name");
            }
        });
        TrackingListener.builder(sink, "e").attach(config);

        train(config);
        written();

        assertThat(sink.iterations(sink.run())).isEqualTo(TrackingListenerTest.steps(1, 10));
        assertThat(sink.end(sink.run()).losses()).containsKey("unreadable");
    }

    @Test
    void a_listener_that_was_added_twice_counts_once() {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener tracking = TrackingListener.builder(sink, "e").attach(config);
        config.addTrainingListeners(tracking);

        train(config);
        written();

        assertThat(sink.iterations(sink.run())).isEqualTo(TrackingListenerTest.steps(1, 10));
        assertThat(sink.points(sink.run(), LOSS, "train")).hasSize(10);
    }

    @Test
    void two_trackers_on_one_training_do_not_resume_from_each_other() {
        CollectingSink other = new CollectingSink();
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener.builder(sink, "e").attach(config);
        TrackingListener.builder(other, "e").attach(config);

        train(config);
        written();
        assertThat(Recorder.closeAll(s -> s == other, Duration.ofSeconds(60))).isTrue();

        for (CollectingSink each : List.of(sink, other)) {
            assertThat(each.start(each.run()).resumedFrom()).isNull();
            assertThat(each.iterations(each.run())).isEqualTo(TrackingListenerTest.steps(1, 10));
            assertThat(each.points(each.run(), "learning_rate", "train")).hasSize(10);
        }
        assertThat(sink.values(sink.run(), LOSS, "train")).isEqualTo(other.values(other.run(), LOSS, "train"));
    }

    @Test
    void a_listener_between_that_throws_leaves_no_stale_value() {
        DefaultTrainingConfig config = Trainings.config();
        AtomicInteger batches = new AtomicInteger();
        config.addTrainingListeners(
                new TrainingListenerAdapter() {
                    @Override
                    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                        if (batches.incrementAndGet() == 4) {
                            throw new IllegalStateException("mine");
                        }
                    }
                },
                new EvaluatorTrainingListener());
        TrackingListener.builder(sink, "e").attach(config);

        assertThatThrownBy(() -> train(config)).hasMessage("mine");
        written();

        assertThat(sink.iterations(sink.run())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.points(sink.run(), LOSS, "train")).hasSize(3);
        assertThat(sink.end(sink.run()).losses()).containsEntry("unreadable", 2L);
    }

    @Test
    void an_interrupted_thread_still_closes_completely() {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener.builder(sink, "e").attach(config);

        train(config);
        Thread.currentThread().interrupt();
        boolean complete = Recorder.closeAll(s -> s == sink, Duration.ofSeconds(20));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(complete).isTrue();
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void a_tracker_closed_before_the_trainer_has_the_last_batch_too() {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener tracking = TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 5);
            Trainings.fit(trainer, 1, data, data);
            tracking.run(trainer).fail("not \0 good \ud83d enough");
            written();
        }

        assertThat(sink.points(sink.run(), LOSS, "train")).hasSize(5);
        assertThat(sink.points(sink.run(), "learning_rate", "train")).hasSize(5);
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FAILED);
        assertThat(sink.end(sink.run()).error()).isEqualTo("not ? good ? enough");
    }

    @Test
    void an_environment_that_is_too_large_costs_what_we_know_and_not_the_run() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e")
                .optEnvironment(Map.of("note", "x".repeat(999_900)))
                .attach(config);

        train(config);
        written();

        assertThat(sink.start(sink.run()).environment()).containsOnlyKeys("note");
    }

    /** A listener that keeps a reference to the trainer, as users' listeners do. */
    private static final class Holding extends TrainingListenerAdapter {
        @Nullable
        Trainer held;

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData batchData) {
            held = trainer;
        }
    }

    @Test
    void a_trainer_that_another_listener_holds_is_collected_all_the_same() {
        trainAndForget();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return sink.runs().size() == 1 && !Recorder.isLive(sink.run().toString());
        });
        assertThat(sink.iterations(sink.run())).isEqualTo(TrackingListenerTest.steps(1, 5));
    }

    private void trainAndForget() {
        Holding holding = new Holding();
        DefaultTrainingConfig config =
                Trainings.config().addTrainingListeners(new EvaluatorTrainingListener(), (TrainingListener) holding);
        TrackingListener.builder(sink, "e").attach(config);
        Model model = Trainings.model("m", Trainings.network());
        Trainer trainer = Trainings.trainer(model, config);
        Dataset data = Trainings.data(trainer.getManager(), 5);
        Trainings.fit(trainer, 1, data, data);
        assertThat(holding.held).isSameAs(trainer);
    }
}
