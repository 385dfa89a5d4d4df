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
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.recorder.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How much slower a small perceptron (64-128-10, batches of 32 samples) trains with DJL's basic listeners and the
 * tracker than with the basic listeners only. The two take turns epoch by epoch, on trainers that stay open, so that a
 * change of the machine's speed affects both.
 */
public final class TrainingOverhead {
    private static final int BATCHES = 200;

    private TrainingOverhead() {}

    /** The median nanoseconds of a batch, and the median of the ratios of neighbouring epochs. */
    public record Overhead(double withoutNanos, double withNanos, double ratio) {}

    /**
     * Measures over this many pairs of epochs of 200 batches.
     *
     * @param sink null for no tracker on either side; the difference from 1 is then the noise of the measurement
     */
    public static Overhead measure(@Nullable Sink sink, int pairs) throws IOException, TranslateException {
        return measure(sink, Recorder.FLUSH_INTERVAL, BATCHES, pairs);
    }

    /** Measures with this flush interval, over this many pairs of epochs of {@code batches} batches. */
    static Overhead measure(@Nullable Sink sink, Duration flush, int batches, int pairs)
            throws IOException, TranslateException {
        try (Model plainModel = model();
                Model trackedModel = model();
                Trainer plain = trainer(plainModel, null, flush);
                Trainer tracked = trainer(trackedModel, sink, flush)) {
            ArrayDataset plainData = data(plain, batches);
            ArrayDataset trackedData = data(tracked, batches);
            double[] without = new double[pairs];
            double[] with = new double[pairs];
            double[] ratios = new double[pairs];
            for (int i = -5; i < pairs; i++) {
                // the order changes from pair to pair, because the second training finds other contents in the caches
                boolean isPlainFirst = i % 2 == 0;
                double first = isPlainFirst ? epoch(plain, plainData, batches) : epoch(tracked, trackedData, batches);
                double second = isPlainFirst ? epoch(tracked, trackedData, batches) : epoch(plain, plainData, batches);
                if (i >= 0) {
                    without[i] = isPlainFirst ? first : second;
                    with[i] = isPlainFirst ? second : first;
                    ratios[i] = with[i] / without[i];
                }
            }
            return new Overhead(median(without), median(with), median(ratios));
        }
    }

    static double epoch(Trainer trainer, ArrayDataset data, int batches) throws IOException, TranslateException {
        long begin = System.nanoTime();
        EasyTrain.fit(trainer, 1, data, null);
        return (System.nanoTime() - begin) / (double) batches;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static Model model() {
        Model model = Model.newInstance("mlp");
        model.setBlock(new SequentialBlock()
                .add(Linear.builder().setUnits(128).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(10).build()));
        return model;
    }

    static Trainer trainer(Model model, @Nullable Sink sink, Duration flush) {
        Engine.getInstance().setRandomSeed(1);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.01f))
                        .build())
                .addTrainingListeners(TrainingListener.Defaults.basic());
        if (sink != null) {
            TrackingListener.builder(sink, "benchmark").optFlushInterval(flush).attach(config);
        }
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(32, 64));
        return trainer;
    }

    static ArrayDataset data(Trainer trainer, int batches) {
        Random random = new Random(1);
        int samples = 32 * batches;
        float[] inputs = new float[samples * 64];
        float[] labels = new float[samples];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(10);
        }
        return new ArrayDataset.Builder()
                .setData(trainer.getManager().create(inputs, new Shape(samples, 64)))
                .optLabels(trainer.getManager().create(labels, new Shape(samples)))
                .setSampling(32, false)
                .build();
    }
}
