import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
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
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.cli.view.ExperimentSummary;
import io.github.djltracker.domain.Models;
import io.github.djltracker.listener.TrackingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Trains two networks, a perceptron and a small convolutional one, on 1,797 handwritten digits, and prints what was
 * recorded. Records to the tracker that DJL_TRACKER_URI names, or to djl-tracker.db. Takes about a minute on two cores.
 */
public final class Digits {
    private static final int SIDE = 8;
    private static final int BATCH = 32;
    private static final int TRAINING_SAMPLES = 1_500;
    private static final int EPOCHS = 15;
    private static final float RATE = 0.002f;

    private Digits() {}

    /** Arguments: the number of epochs, 15 by default, and the learning rate, 0.002 by default. */
    public static void main(String[] args) throws IOException, TranslateException {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : EPOCHS;
        float rate = args.length > 1 ? Float.parseFloat(args[1]) : RATE;
        try (ExperimentTracker tracker = ExperimentTracker.open()) {
            Models models = tracker.experiment("digits").models();
            train("mlp", mlp(), epochs, rate, models);
            train("cnn", cnn(), epochs, rate, models);
            ExperimentSummary.of(models).print(System.out);
        }
    }

    private static Block mlp() {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock(SIDE * SIDE))
                .add(Linear.builder().setUnits(128).build())
                .add(Activation::relu)
                .add(Dropout.builder().optRate(0.2f).build())
                .add(Linear.builder().setUnits(10).build());
    }

    private static Block cnn() {
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .optPadding(new Shape(1, 1))
                        .setFilters(16)
                        .build())
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .optPadding(new Shape(1, 1))
                        .setFilters(32)
                        .build())
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(10).build());
    }

    private static void train(String name, Block network, int epochs, float rate, Models models)
            throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(1);
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Model.newInstance(name)) {
            model.setBlock(network);
            List<float[]> rows = rows();
            ArrayDataset training = dataset(manager, rows.subList(0, TRAINING_SAMPLES), true);
            ArrayDataset validation = dataset(manager, rows.subList(TRAINING_SAMPLES, rows.size()), false);
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .addEvaluator(new Accuracy())
                    .optOptimizer(Optimizer.adam()
                            .optLearningRateTracker(Tracker.fixed(rate))
                            .build())
                    .addTrainingListeners(TrainingListener.Defaults.basic());
            TrackingListener.attach(config, models); // the only line that tracking needs
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, 1, SIDE, SIDE));
                EasyTrain.fit(trainer, epochs, training, validation);
                float accuracy = trainer.getTrainingResult().getValidateEvaluation("Accuracy");
                System.out.printf("%s: validation accuracy %.1f %%%n", name, accuracy * 100);
            }
        }
    }

    /** The digits, shuffled: 64 pixels with values from 0 to 16, and the label. */
    private static List<float[]> rows() throws IOException {
        List<float[]> rows = new ArrayList<>();
        Path file = Path.of("samples", "data", "digits.csv.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                float[] row = new float[cells.length];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(cells[i]);
                }
                rows.add(row);
            }
        }
        Collections.shuffle(rows, new Random(1));
        return rows;
    }

    private static ArrayDataset dataset(NDManager manager, List<float[]> rows, boolean isShuffled) {
        float[] pixels = new float[rows.size() * SIDE * SIDE];
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            float[] row = rows.get(i);
            for (int j = 0; j < SIDE * SIDE; j++) {
                pixels[i * SIDE * SIDE + j] = row[j] / 16;
            }
            labels[i] = row[SIDE * SIDE];
        }
        NDList arrays = new NDList(
                manager.create(pixels, new Shape(labels.length, 1, SIDE, SIDE)),
                manager.create(labels, new Shape(labels.length)));
        return new ArrayDataset.Builder()
                .setData(arrays.get(0))
                .optLabels(arrays.get(1))
                .setSampling(BATCH, isShuffled)
                .build();
    }
}
