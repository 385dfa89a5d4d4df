package io.github.djltracker.listener;

import ai.djl.Model;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.github.djltracker.testing.Trainings;

/** A program that trains until it is terminated, and prints each step with the time at which it was reported. */
final class EndlessTraining {
    private static final int BATCHES = 50;

    private EndlessTraining() {}

    /**
     * Arguments: {@code exit} exits at step 220, {@code return} returns after 200 batches, and {@code never} trains on.
     * Never closes anything.
     */
    public static void main(String[] args) {
        DefaultTrainingConfig config = Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
        TrackingListener.attach(config, "endless");
        config.addTrainingListeners(new TrainingListenerAdapter() {
            private long step;

            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                step++;
                System.out.println("step " + step + " " + System.currentTimeMillis());
                if (step == 220 && args[0].equals("exit")) {
                    System.exit(3);
                }
            }
        });
        Model model = Trainings.model("m", Trainings.network());
        Trainer trainer = Trainings.trainer(model, config);
        Dataset data = Trainings.data(trainer.getManager(), BATCHES);
        int epochs = args[0].equals("return") ? 4 : 1_000_000;
        Trainings.fit(trainer, epochs, data, data);
    }
}
