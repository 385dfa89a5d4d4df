package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingResult;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.DivergenceCheckTrainingListener;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.EpochTrainingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.CollectingSink.Point;
import io.github.djltracker.testing.LossProbe;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The values are right wherever the tracking listener is among the other listeners. */
class ListenerOrderTest {
    private static final String LOSS = "SoftmaxCrossEntropyLoss";
    private static final int BATCHES = 6;

    private final CollectingSink sink = new CollectingSink();
    private final LossProbe probe = new LossProbe();

    /** The position of the tracking listener. */
    enum Place {
        FIRST,
        LAST,
        WITHOUT_EVALUATOR_LISTENER
    }

    /** A loss that is NaN at one batch. */
    private static final class NanAt extends SoftmaxCrossEntropyLoss {
        private final int batch;
        private int seen;

        NanAt(int batch) {
            super(LOSS);
            this.batch = batch;
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDArray value = super.evaluate(labels, predictions);
            // a batch is evaluated twice: to train on it, and by the listener that reports it
            return ++seen == 2 * batch || seen == 2 * batch - 1 ? value.mul(Float.NaN) : value;
        }
    }

    private DefaultTrainingConfig config(Place place, Loss loss, TrainingListener... more) {
        DefaultTrainingConfig config = new DefaultTrainingConfig(loss).addEvaluator(new Accuracy());
        List<TrainingListener> listeners = new ArrayList<>();
        if (place != Place.WITHOUT_EVALUATOR_LISTENER) {
            listeners.add(new EpochTrainingListener());
            listeners.add(new EvaluatorTrainingListener());
            listeners.add(probe);
        }
        listeners.addAll(List.of(more));
        TrackingListener tracking = TrackingListener.builder(sink, "e").build();
        listeners.add(place == Place.FIRST ? 0 : listeners.size(), tracking);
        return config.addTrainingListeners(listeners.toArray(new TrainingListener[0]));
    }

    private TrainingResult train(DefaultTrainingConfig config, int epochs) {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), BATCHES);
            try {
                Trainings.fit(trainer, epochs, data, data);
            } catch (TrainingDivergedException | EarlyStoppingListener.EarlyStoppedException e) {
                // expected: the test made the training end like this
            }
            return trainer.getTrainingResult();
        } finally {
            assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(20)))
                    .isTrue();
        }
    }

    private List<Double> reference(int epochs) {
        LossProbe reference = new LossProbe();
        DefaultTrainingConfig config =
                Trainings.config().addTrainingListeners(new EvaluatorTrainingListener(), reference);
        config.optOptimizer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).getOptimizer());
        train(config, epochs);
        return reference.losses();
    }

    @ParameterizedTest
    @EnumSource
    void each_batch_has_its_own_value(Place place) {
        List<Double> expected = reference(2);

        train(config(place, Loss.softmaxCrossEntropyLoss()), 2);

        assertThat(sink.values(sink.run(), LOSS, "train")).isEqualTo(expected);
        assertThat(sink.points(sink.run(), LOSS, "train"))
                .extracting(Point::step)
                .isEqualTo(TrackingListenerTest.steps(1, 2 * BATCHES));
    }

    @ParameterizedTest
    @EnumSource
    void epochs_have_the_values_of_djl(Place place) {
        TrainingResult expected = train(
                Trainings.config()
                        .optOptimizer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).getOptimizer())
                        .addTrainingListeners(TrainingListener.Defaults.basic()),
                2);

        train(config(place, Loss.softmaxCrossEntropyLoss()), 2);

        UUID run = sink.run();
        assertThat(sink.values(run, LOSS, "train_epoch").get(1)).isEqualTo((double) expected.getTrainLoss());
        assertThat(sink.values(run, LOSS, "validate").get(1)).isEqualTo((double) expected.getValidateLoss());
        assertThat(sink.values(run, "Accuracy", "train_epoch").get(1))
                .isEqualTo((double) expected.getTrainEvaluation("Accuracy"));
        assertThat(sink.values(run, "Accuracy", "validate").get(1))
                .isEqualTo((double) expected.getValidateEvaluation("Accuracy"));
    }

    @ParameterizedTest
    @EnumSource
    void a_loss_that_is_nan_is_recorded_at_its_step(Place place) {
        train(config(place, new NanAt(4)), 1);

        UUID run = sink.run();
        assertThat(sink.values(run, LOSS, "train")).hasSize(BATCHES);
        assertThat(sink.values(run, LOSS, "train").get(2)).isNotNaN();
        assertThat(sink.values(run, LOSS, "train").get(3)).isNaN();
        assertThat(sink.iterations(run)).isEqualTo(TrackingListenerTest.steps(1, BATCHES));
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST"})
    void the_batch_at_which_a_training_diverged_is_recorded(Place place) {
        train(config(place, new NanAt(4), new DivergenceCheckTrainingListener()), 1);

        UUID run = sink.run();
        assertThat(sink.iterations(run)).isEqualTo(TrackingListenerTest.steps(1, 4));
        assertThat(sink.points(run, LOSS, "train")).extracting(Point::step).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.values(run, LOSS, "train").get(3)).isNaN();
        assertThat(sink.end(run).status()).isEqualTo(RunStatus.FAILED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST"})
    void the_epoch_at_which_a_training_was_stopped_early_is_recorded(Place place) {
        EarlyStoppingListener stop = EarlyStoppingListener.builder()
                .optMinEpochs(0)
                .optEpochPatience(1)
                .optEarlyStopPctImprovement(99.9)
                .build();

        TrainingResult result = train(config(place, Loss.softmaxCrossEntropyLoss(), stop), 10);

        UUID run = sink.run();
        assertThat(result.getEpoch()).isBetween(1, 9);
        assertThat(sink.values(run, LOSS, "train_epoch")).hasSize(result.getEpoch());
        assertThat(sink.values(run, LOSS, "validate"))
                .hasSize(result.getEpoch())
                .last()
                .isEqualTo((double) result.getValidateLoss());
        assertThat(sink.end(run).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void a_listener_added_later_is_noticed() {
        DefaultTrainingConfig config = config(Place.WITHOUT_EVALUATOR_LISTENER, Loss.softmaxCrossEntropyLoss());
        List<Double> expected = reference(2);

        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), BATCHES);
            Trainings.fit(trainer, 1, data, data);
            EvaluatorTrainingListener late = new EvaluatorTrainingListener();
            late.onTrainingBegin(trainer);
            config.addTrainingListeners(late);
            Trainings.fit(trainer, 1, data, data);
        }
        Recorder.closeAll(s -> s == sink, Duration.ofSeconds(20));

        assertThat(sink.values(sink.run(), LOSS, "train")).isEqualTo(expected);
    }
}
