package io.github.djltracker.testing;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.Random;

/** Small real trainings on generated data: 4 inputs, 3 classes, 8 samples per batch. */
public final class Trainings {
    public static final int INPUTS = 4;
    public static final int CLASSES = 3;
    public static final int BATCH = 8;
    private static final int SEED = 42;

    private Trainings() {}

    public static Block network() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(16).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(CLASSES).build());
    }

    public static Model model(String name, Block block) {
        Model model = Model.newInstance(name);
        model.setBlock(block);
        return model;
    }

    /** A configuration with softmax loss, accuracy and SGD at 0.1, and no listeners. */
    public static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.1f))
                        .build());
    }

    /** A trainer whose weights and random state are the same each time. */
    public static Trainer trainer(Model model, DefaultTrainingConfig config) {
        Engine.getInstance().setRandomSeed(SEED);
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(BATCH, INPUTS));
        return trainer;
    }

    /** A dataset of this many batches, with the same data in the same order each time. */
    public static Dataset data(NDManager manager, int batches) {
        Random random = new Random(SEED);
        int samples = batches * BATCH;
        float[] inputs = new float[samples * INPUTS];
        float[] labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            float sum = 0;
            for (int j = 0; j < INPUTS; j++) {
                inputs[i * INPUTS + j] = (float) random.nextGaussian();
                sum += inputs[i * INPUTS + j];
            }
            labels[i] = sum < -1 ? 0 : sum < 1 ? 1 : 2;
        }
        NDArray x = manager.create(inputs, new Shape(samples, INPUTS));
        NDArray y = manager.create(labels, new Shape(samples));
        return new ArrayDataset.Builder()
                .setData(x)
                .optLabels(y)
                .setSampling(BATCH, false)
                .build();
    }

    /** Trains with EasyTrain, as users do. */
    public static void fit(Trainer trainer, int epochs, Dataset training, Dataset validation) {
        try {
            EasyTrain.fit(trainer, epochs, training, validation);
        } catch (IOException | TranslateException e) {
            throw new AssertionError(e);
        }
    }
}
