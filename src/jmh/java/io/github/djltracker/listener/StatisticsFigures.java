package io.github.djltracker.listener;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.github.djltracker.domain.run.Sink;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What parameter statistics cost: the median time of a training batch with them, divided by that of a batch of the same
 * training without them. The three trainings take turns, so that a change of the machine's speed affects all of them.
 */
public final class StatisticsFigures {
    private static final int ROUNDS = 15;
    private static final int BATCHES = 10;
    private static final int BATCH = 32;
    private static final int INPUTS = 64;

    private StatisticsFigures() {}

    /** Prints a line for each network. */
    public static void main(String[] arguments) throws IOException, TranslateException {
        for (int[] widths : new int[][] {{128}, {512, 512}, {2_048, 2_048}}) {
            measure(widths);
        }
    }

    private static void measure(int[] widths) throws IOException, TranslateException {
        Sink none = (run, entry) -> 1;
        try (Training plain = new Training(widths, none, builder -> {});
                Training norms = new Training(widths, none, builder -> builder.optParameterStatistics(1));
                Training full = new Training(widths, none, builder -> builder.optParameterDistributions(1))) {
            Training[] all = {plain, norms, full};
            double[][] millis = new double[all.length][ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                for (int i = 0; i < all.length; i++) {
                    // the order changes from round to round
                    int which = Math.floorMod(i + round, all.length);
                    double time = all[which].epoch();
                    if (round >= 0) {
                        millis[which][round] = time;
                    }
                }
            }
            double base = median(millis[0]);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d values: a batch %.2f ms; with norms %.2f times that, with distributions %.2f times%n",
                    Arrays.toString(widths),
                    plain.values(),
                    base,
                    median(millis[1]) / base,
                    median(millis[2]) / base);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static final class Training implements AutoCloseable {
        private final Model model = Model.newInstance("mlp");
        private final Trainer trainer;
        private final ArrayDataset data;

        Training(int[] widths, Sink sink, Consumer<TrackingListenerBuilder> options) {
            SequentialBlock block = new SequentialBlock();
            for (int width : widths) {
                block.add(Linear.builder().setUnits(width).build()).add(Activation::relu);
            }
            model.setBlock(block.add(Linear.builder().setUnits(10).build()));
            Engine.getInstance().setRandomSeed(1);
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .addTrainingListeners(TrainingListener.Defaults.basic());
            TrackingListenerBuilder builder =
                    TrackingListener.builder(sink, "figures").optSystemMetrics(false);
            options.accept(builder);
            builder.attach(config);
            trainer = model.newTrainer(config);
            trainer.initialize(new Shape(BATCH, INPUTS));
            data = new ArrayDataset.Builder()
                    .setData(trainer.getManager().randomNormal(new Shape(BATCH * BATCHES, INPUTS)))
                    .optLabels(trainer.getManager().zeros(new Shape(BATCH * BATCHES)))
                    .setSampling(BATCH, false)
                    .build();
        }

        long values() {
            return model.getBlock().getParameters().values().stream()
                    .mapToLong(parameter -> parameter.getArray().size())
                    .sum();
        }

        /** Trains an epoch and returns the milliseconds per batch. */
        double epoch() throws IOException, TranslateException {
            long begin = System.nanoTime();
            EasyTrain.fit(trainer, 1, data, null);
            return (System.nanoTime() - begin) / 1e6 / BATCHES;
        }

        @Override
        public void close() {
            trainer.close();
            model.close();
        }
    }
}
