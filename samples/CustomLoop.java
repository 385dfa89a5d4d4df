import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.cli.view.ExperimentSummary;
import io.github.djltracker.domain.Models;
import io.github.djltracker.listener.TrackedRun;
import io.github.djltracker.listener.TrackingListener;
import java.io.IOException;

/**
 * Trains in a loop of its own, without EasyTrain. DJL does not report the batches of such a loop, so the loop counts
 * the steps, logs its values and reports a failure itself.
 */
public final class CustomLoop {
    private static final int EPOCHS = 5;

    private CustomLoop() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(1);
        try (ExperimentTracker tracker = ExperimentTracker.open()) {
            Models models = tracker.experiment("custom-loop").models();
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());
            TrackingListener listener = TrackingListener.attach(config, models);
            try (NDManager manager = NDManager.newBaseManager();
                    Model model = Model.newInstance("rings")) {
                model.setBlock(Rings.network());
                try (Trainer trainer = model.newTrainer(config)) {
                    trainer.initialize(new Shape(Rings.BATCH, 2));
                    TrackedRun run = listener.run(trainer);
                    try {
                        train(trainer, run, Rings.points(manager, 2_000, 1));
                    } catch (RuntimeException e) {
                        run.fail(e);
                        throw e;
                    }
                }
            }
            ExperimentSummary.of(models).print(System.out);
        }
    }

    private static void train(Trainer trainer, TrackedRun run, ArrayDataset data)
            throws IOException, TranslateException {
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            float total = 0;
            int batches = 0;
            for (Batch batch : trainer.iterateDataset(data)) {
                float loss = trainBatch(trainer, batch);
                batch.close();
                run.advance();
                run.log("loss", loss, "train");
                total += loss;
                batches++;
            }
            run.log("loss", total / batches, "train_epoch");
        }
    }

    private static float trainBatch(Trainer trainer, Batch batch) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList predictions = trainer.forward(batch.getData());
            NDArray loss = trainer.getLoss().evaluate(batch.getLabels(), predictions);
            collector.backward(loss);
            trainer.step();
            return loss.getFloat();
        }
    }
}
