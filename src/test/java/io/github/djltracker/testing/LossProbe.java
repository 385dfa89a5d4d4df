package io.github.djltracker.testing;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.util.ArrayList;
import java.util.List;

/** Collects the loss of every training batch, as DJL computed it. Must come after DJL's EvaluatorTrainingListener. */
public final class LossProbe extends TrainingListenerAdapter {
    private final List<Double> losses = new ArrayList<>();

    public List<Double> losses() {
        return losses;
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        losses.add((double) trainer.getLoss().getAccumulator(EvaluatorTrainingListener.TRAIN_ALL));
    }
}
