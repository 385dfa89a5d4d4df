package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.translate.TranslateException;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Trainings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterDistributionsTest {
    private static final String WEIGHT = "01Linear_weight";
    private static final String BIAS = "01Linear_bias";

    private final CollectingSink sink = new CollectingSink();

    private void train(Block network, int epochs, int batches, TrainingListener... others) {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener());
        config.addTrainingListeners(others);
        TrackingListener.builder(sink, "e").optParameterDistributions(2).attach(config);
        try (Model model = Trainings.model("m", network);
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), batches);
            Trainings.fit(trainer, epochs, data, data);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    private List<Double> values(String name) {
        return sink.values(sink.run(), name, "train");
    }

    /** Reads a parameter at each batch, before its step, without the tracker. */
    private static final class Weights extends TrainingListenerAdapter {
        final List<float[]> seen = new ArrayList<>();

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData data) {
            seen.add(look(trainer));
        }

        @Override
        public void onEpoch(Trainer trainer) {
            seen.add(look(trainer));
        }

        private static float[] look(Trainer trainer) {
            Parameter weight = trainer.getModel().getBlock().getParameters().get(WEIGHT);
            return weight.getArray().toFloatArray();
        }
    }

    @Test
    void what_is_recorded_is_what_the_parameters_were_before_the_step_and_how_it_changed_them() {
        Weights weights = new Weights();

        train(Trainings.network(), 1, 4, weights);

        float[] second = weights.seen.get(1);
        float[] third = weights.seen.get(2);
        double sum = 0;
        double change = 0;
        double squares = 0;
        for (int i = 0; i < second.length; i++) {
            sum += second[i];
            change += Math.pow(third[i] - second[i], 2);
            squares += Math.pow(second[i], 2);
        }
        assertThat(values("weight_mean/" + WEIGHT)).hasSize(2);
        assertThat(values("weight_mean/" + WEIGHT).get(0)).isCloseTo(sum / second.length, within(1e-6));
        assertThat(values("update_ratio/" + WEIGHT)).hasSize(2);
        assertThat(values("update_ratio/" + WEIGHT).get(0)).isCloseTo(Math.sqrt(change / squares), within(1e-6));
    }

    @Test
    void each_look_at_a_parameter_is_a_histogram_of_it_and_of_its_gradient() {
        Weights weights = new Weights();

        train(Trainings.network(), 1, 4, weights);

        List<Double> points = sink.values(sink.run(), "weight_histogram/" + WEIGHT, Histogram.PHASE);
        float[] second = weights.seen.get(1);
        Arrays.sort(second);
        assertThat(points).hasSize(2 * Histogram.POINTS);
        assertThat(points.get(0)).isEqualTo(second[0]);
        assertThat(points.get(1)).isEqualTo(second[second.length - 1]);
        assertThat(points.subList(2, Histogram.POINTS).stream()
                        .mapToDouble(count -> count)
                        .sum())
                .isEqualTo(second.length);
        assertThat(sink.values(sink.run(), "gradient_histogram/" + WEIGHT, Histogram.PHASE))
                .hasSize(2 * Histogram.POINTS);
    }

    @Test
    void a_step_after_which_an_epoch_ends_has_its_ratio_too() {
        train(Trainings.network(), 3, 2);

        assertThat(values("update_ratio/" + WEIGHT)).hasSize(3).allMatch(ratio -> ratio > 0 && ratio < 1);
    }

    @Test
    void parameters_without_gradient_have_no_statistics_of_one() {
        Block network = new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(BatchNorm.builder().build())
                .add(Linear.builder().setUnits(Trainings.CLASSES).build());

        train(network, 1, 2);

        assertThat(values("weight_std/02BatchNorm_runningVar")).hasSize(1);
        assertThat(values("gradient_std/02BatchNorm_runningVar")).isEmpty();
        assertThat(values("update_ratio/02BatchNorm_runningVar")).isEmpty();
        assertThat(values("gradient_zeros/02BatchNorm_gamma")).hasSize(1);
    }

    @Test
    void a_parameter_that_was_all_zeros_has_no_ratio() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e").optParameterDistributions(1).attach(config);

        steps(config, 2);

        // biases are initialised to zeros
        assertThat(values("weight_zeros/" + BIAS)).containsExactly(1.0, 0.0);
        assertThat(values("update_ratio/" + BIAS)).hasSize(1).allMatch(Double::isFinite);
    }

    @Test
    void a_scope_of_the_users_around_each_batch_takes_nothing_away_that_waits_for_the_step() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e").optParameterDistributions(1).attach(config);

        steps(config, 3);

        assertThat(values("update_ratio/" + WEIGHT)).hasSize(3).allMatch(ratio -> ratio > 0);
        assertThat(sink.end(sink.run()).losses()).isEmpty();
    }

    /** Trains in a manual loop, each batch in a scope that closes whatever was created in it. */
    private void steps(DefaultTrainingConfig config, int batches) {
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            for (Batch batch : trainer.iterateDataset(Trainings.data(trainer.getManager(), batches))) {
                try (batch;
                        NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    EasyTrain.trainBatch(trainer, batch);
                }
                trainer.step();
            }
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
        } catch (IOException | TranslateException e) {
            throw new AssertionError(e);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void fewer_than_one_batch_is_refused_with_the_number() {
        TrackingListenerBuilder builder = TrackingListener.builder(sink, "e");

        assertThatThrownBy(() -> builder.optParameterDistributions(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every 0 batches: it must be at least 1");
    }
}
