package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EvaluatorTrainingListener;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.LossProbe;
import io.github.djltracker.testing.Trainings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever happens to the tracker, the training is not affected. */
class TrainingUnharmedTest {
    /** A network that draws random numbers in every way that a network can. */
    private static Block randomNetwork() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(16).build())
                .add(Activation::relu)
                .add(Dropout.builder().optRate(0.3f).build())
                .add(list -> new NDList(list.head()
                        .add(list.head()
                                .getManager()
                                .randomNormal(0f, 0.01f, list.head().getShape(), DataType.FLOAT32))))
                .add(BatchNorm.builder().build())
                .add(Linear.builder().setUnits(Trainings.CLASSES).build());
    }

    private static List<Double> losses(@Nullable Sink sink, Consumer<TrackingListenerBuilder> options) {
        LossProbe probe = new LossProbe();
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(new EvaluatorTrainingListener(), probe);
        if (sink != null) {
            TrackingListenerBuilder builder = TrackingListener.builder(sink, "e");
            options.accept(builder);
            builder.attach(config);
        }
        try (Model model = Trainings.model("m", randomNetwork());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 20);
            Trainings.fit(trainer, 3, data, data);
        }
        return probe.losses();
    }

    private static List<Double> losses(@Nullable Sink sink) {
        return losses(sink, builder -> {});
    }

    @Test
    void seeded_losses_are_bit_equal_with_and_without_the_tracker() {
        CollectingSink sink = new CollectingSink();

        List<Double> without = losses(null);
        List<Double> with = losses(sink);

        assertThat(with).isEqualTo(without).hasSize(60);
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
        assertThat(sink.values(sink.run(), "SoftmaxCrossEntropyLoss", "train")).isEqualTo(without);
    }

    @Test
    void parameter_statistics_change_no_loss() {
        CollectingSink sink = new CollectingSink();

        List<Double> without = losses(null);
        List<Double> with = losses(sink, builder -> builder.optParameterStatistics(1));

        assertThat(with).isEqualTo(without);
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
        assertThat(sink.values(sink.run(), "gradient_norm/01Linear_weight", "train"))
                .hasSize(60)
                .allMatch(norm -> norm > 0);
    }

    @Test
    void parameter_distributions_change_no_loss() {
        CollectingSink sink = new CollectingSink();

        List<Double> without = losses(null);
        List<Double> with =
                losses(sink, builder -> builder.optParameterDistributions(1).optParameterStatistics(1));

        assertThat(with).isEqualTo(without);
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
        // norms, which both options record, have one value per step
        for (String name : List.of("weight_norm", "gradient_norm", "gradient_std", "update_ratio")) {
            assertThat(sink.values(sink.run(), name + "/01Linear_weight", "train"))
                    .hasSize(60)
                    .allMatch(value -> value > 0);
        }
    }

    @Test
    void a_sink_that_throws_anything_is_not_noticed() {
        List<Double> without = losses(null);

        List<Supplier<RuntimeException>> failures = List.of(
                () -> new IllegalStateException("no"),
                () -> {
                    throw new NoClassDefFoundError("none");
                },
                () -> {
                    throw new StackOverflowError();
                });
        for (Supplier<RuntimeException> failure : failures) {
            Sink throwing = (run, entry) -> {
                throw failure.get();
            };
            assertThat(losses(throwing)).isEqualTo(without);
            assertThat(Recorder.closeAll(s -> s == throwing, Duration.ofMillis(50)))
                    .isFalse();
        }
    }

    @Test
    void a_sink_that_hangs_is_not_noticed_and_gets_everything_in_the_end() {
        CollectingSink kept = new CollectingSink();
        CountDownLatch open = new CountDownLatch(1);
        Sink hanging = (run, entry) -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return kept.append(run, entry);
        };
        List<Double> without = losses(null);

        List<Double> with = losses(hanging);

        assertThat(with).isEqualTo(without);
        assertThat(kept.runs()).isEmpty();
        open.countDown();
        assertThat(Recorder.closeAll(s -> s == hanging, Duration.ofSeconds(60))).isTrue();
        assertThat(kept.values(kept.run(), "SoftmaxCrossEntropyLoss", "train")).isEqualTo(without);
        assertThat(kept.end(kept.run()).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void many_batches_leave_the_number_of_native_arrays_as_it_was() {
        int epochs = Boolean.getBoolean("thorough") ? 100 : 10;
        CollectingSink sink = new CollectingSink();
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e")
                .optParameterStatistics(100)
                .optParameterDistributions(50)
                .attach(config);

        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            Dataset data = Trainings.data(trainer.getManager(), 100);
            Trainings.fit(trainer, 1, data, data);
            int before = arrays(model.getNDManager()) + arrays(trainer.getManager());
            Trainings.fit(trainer, epochs, data, data);
            assertThat(arrays(model.getNDManager()) + arrays(trainer.getManager()))
                    .isEqualTo(before);
        }
        assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(60))).isTrue();
        assertThat(sink.iterations(sink.run())).isEqualTo(TrackingListenerTest.steps(1, 100 + 100 * epochs));
    }

    /** The number of arrays that a manager itself holds. */
    private static int arrays(NDManager manager) {
        return manager.getManagedArrays().size();
    }
}
