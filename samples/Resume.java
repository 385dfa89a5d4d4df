import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
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

/**
 * Stops a training half way, loads its checkpoint and continues. The second run is resumed from the first and continues
 * its steps. This takes no extra code: the checkpoint contains the run and the step.
 */
public final class Resume {
    private static final int EPOCHS = 5;

    private Resume() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, TranslateException, MalformedModelException {
        Path checkpoints = Files.createTempDirectory("djl-tracker-resume");
        try (ExperimentTracker tracker = ExperimentTracker.open()) {
            Models models = tracker.experiment("resume").models();
            try (Model model = Model.newInstance("rings")) {
                model.setBlock(Rings.network());
                train(model, checkpoints, models);
            }
            try (Model model = Model.newInstance("rings")) {
                model.setBlock(Rings.network());
                model.load(checkpoints, "rings"); // the run continues from the step of the checkpoint
                train(model, checkpoints, models);
            }
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
            trainer.initialize(new Shape(Rings.BATCH, 2));
            EasyTrain.fit(trainer, EPOCHS, Rings.points(manager, 2_000, 1), Rings.points(manager, 500, 2));
        }
    }
}
