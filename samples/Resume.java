import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
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
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.SaveModelTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.cli.view.ExperimentSummary;
import io.github.djltracker.domain.Models;
import io.github.djltracker.listener.TrackingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Stops a training half way, loads its checkpoint and goes on: the second run is resumed from the first and continues
 * its steps. Nothing says so but the checkpoint itself, which carries the run and the step.
 */
public final class Resume {
    private static final int BATCH = 32;
    private static final int EPOCHS = 5;

    private Resume() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, TranslateException, MalformedModelException {
        Path checkpoints = Files.createTempDirectory("djl-tracker-resume");
        try (ExperimentTracker tracker = ExperimentTracker.open()) {
            Models models = tracker.experiment("resume").models();
            try (Model model = Model.newInstance("rings")) {
                model.setBlock(network());
                train(model, checkpoints, models);
            }
            try (Model model = Model.newInstance("rings")) {
                model.setBlock(network());
                model.load(checkpoints, "rings"); // and the run goes on at its step
                train(model, checkpoints, models);
            }
            tracker.flush(Duration.ofSeconds(10));
            ExperimentSummary.of(models).print(System.out);
        }
    }

    private static void train(Model model, Path checkpoints, Models models) throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(1);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .addTrainingListeners(TrainingListener.Defaults.basic())
                .addTrainingListeners(new SaveModelTrainingListener(checkpoints.toString(), "rings"));
        TrackingListener.attach(config, models);
        try (NDManager manager = NDManager.newBaseManager();
                Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(new Shape(BATCH, 2));
            EasyTrain.fit(trainer, EPOCHS, rings(manager, 2_000, 1), rings(manager, 500, 2));
        }
    }

    private static Block network() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(32).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(32).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(3).build());
    }

    /** Points of the plane, to be told apart by their distance from the centre. */
    private static ArrayDataset rings(NDManager manager, int samples, long seed) {
        Random random = new Random(seed);
        float[] points = new float[samples * 2];
        float[] labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            double radius = 3 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            points[2 * i] = (float) (radius * Math.cos(angle));
            points[2 * i + 1] = (float) (radius * Math.sin(angle));
            labels[i] = (float) Math.floor(radius);
        }
        return new ArrayDataset.Builder()
                .setData(manager.create(points, new Shape(samples, 2)))
                .optLabels(manager.create(labels, new Shape(samples)))
                .setSampling(BATCH, true)
                .build();
    }
}
