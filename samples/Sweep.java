import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
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
import java.io.IOException;
import java.util.Map;

/**
 * Trains one network at three learning rates. The structure is the same, so it is one model; its three runs differ in
 * the learning rate that each recorded.
 */
public final class Sweep {
    private static final int EPOCHS = 5;
    private static final float[] RATES = {0.001f, 0.01f, 0.1f};

    private Sweep() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, TranslateException {
        try (ExperimentTracker tracker = ExperimentTracker.open()) {
            Models models = tracker.experiment("sweep").models();
            for (float rate : RATES) {
                train(rate, models);
            }
            ExperimentSummary.of(models).print(System.out);
        }
    }

    private static void train(float rate, Models models) throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(1);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(rate))
                        .build())
                .addTrainingListeners(TrainingListener.Defaults.basic());
        TrackingListener.builder(models)
                .optEnvironment(Map.of("sweep", "learning rate " + rate)) // a note for readers of the run
                .attach(config);
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Model.newInstance("rings")) {
            model.setBlock(Rings.network());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(Rings.BATCH, 2));
                EasyTrain.fit(trainer, EPOCHS, Rings.points(manager, 2_000, 1), Rings.points(manager, 500, 2));
            }
        }
    }
}
