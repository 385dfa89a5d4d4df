package io.github.djltracker.listener.reading;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evaluators of a trainer, including the loss.
 *
 * <p>DJL's EvaluatorTrainingListener computes them once per batch into accumulators, which cost nothing to read. They
 * have the values of a batch only after that listener was called, so {@link #isDeferred} says whether to read them
 * now or at the next callback. If there is no such listener, this class updates accumulators of the same kind under
 * its own keys. In both cases the mean over an epoch is the value of the accumulator after the last batch of the
 * epoch. Confined to the training thread.
 */
public final class Evaluations {
    /** Names of other metrics in the same phase. */
    private static final Set<String> TAKEN = Set.of("learning_rate", "batch_seconds", "samples_per_second");

    private final TrainingListener self;
    private final @Nullable List<TrainingListener> listeners;
    private final Evaluator[] evaluators;
    private final Loss loss;
    private final @Nullable Map<String, Long> lossUpdates;
    private final int ownKeys = OwnKeys.take();
    private final String ownPrefix = "djl-tracker-" + ownKeys + "/";
    private final Recorder recorder;
    private final int[] trainSeries;
    private final int[] trainEpochSeries;
    private final int[] validateSeries;
    private final double[] train;
    private final double[] trainEpoch;
    private final double[] validate;

    private Standing standing;
    private String trainKey = "";
    private String trainEpochKey = "";
    private String validateKey = "";
    private int trainBatches;
    private int validateBatches;
    private long lossUpdatesSeen;
    private long updatesReported;

    public Evaluations(
            Trainer trainer, TrainingListener self, @Nullable List<TrainingListener> listeners, Recorder recorder) {
        this.self = self;
        this.listeners = listeners;
        this.evaluators = trainer.getEvaluators().toArray(new Evaluator[0]);
        this.loss = trainer.getLoss();
        this.lossUpdates = TrainerFields.updates(loss);
        this.recorder = recorder;
        String[] names = names(evaluators);
        this.trainSeries = series(recorder, names, Phases.TRAIN);
        this.trainEpochSeries = series(recorder, names, Phases.TRAIN_EPOCH);
        this.validateSeries = series(recorder, names, Phases.VALIDATE);
        this.train = new double[evaluators.length];
        this.trainEpoch = new double[evaluators.length];
        this.validate = new double[evaluators.length];
        this.standing = Standing.of(self, listeners);
        standAs(standing);
    }

    /** DJL's names, made unique by a number; DJL itself keeps only one of two evaluators with the same name. */
    private static String[] names(Evaluator[] evaluators) {
        Set<String> used = new HashSet<>(TAKEN);
        String[] names = new String[evaluators.length];
        for (int i = 0; i < names.length; i++) {
            String base = name(evaluators[i]);
            names[i] = base;
            for (int n = 2; !used.add(names[i]); n++) {
                names[i] = base + "#" + n;
            }
        }
        return names;
    }

    /** An evaluator's name, or that of its class if it has no valid name. */
    static String name(Evaluator evaluator) {
        try {
            return Limits.name("evaluator name", evaluator.getName());
        } catch (RuntimeException e) {
            return Hyperparameters.simpleName(evaluator.getClass());
        }
    }

    private static int[] series(Recorder recorder, String[] names, String phase) {
        return Arrays.stream(names)
                .mapToInt(name -> Points.series(recorder, name, phase))
                .toArray();
    }

    private void standAs(Standing now) {
        standing = now;
        boolean isAlone = now == Standing.ALONE;
        trainKey = isAlone ? ownPrefix + "batch" : EvaluatorTrainingListener.TRAIN_ALL;
        trainEpochKey = isAlone ? ownPrefix + "epoch" : EvaluatorTrainingListener.TRAIN_EPOCH;
        validateKey = isAlone ? ownPrefix + "validate" : EvaluatorTrainingListener.VALIDATE_EPOCH;
        if (isAlone) {
            for (Evaluator evaluator : evaluators) {
                evaluator.addAccumulator(trainKey);
                evaluator.addAccumulator(trainEpochKey);
                evaluator.addAccumulator(validateKey);
            }
        }
    }

    /** Determines the standing again, because the user may add listeners at any time. */
    private void lookAround() {
        Standing now = Standing.of(self, listeners);
        if (now != standing) {
            standAs(now);
        }
    }

    /** Whether the values of the batch that is being reported are only available at the next callback. */
    public boolean isDeferred() {
        lookAround();
        return standing == Standing.BEFORE;
    }

    /**
     * Computes the evaluators on a training batch if nothing else does.
     *
     * @return whether there are values to read, now or at the next callback
     */
    public boolean compute(BatchData batch) {
        updatesReported = lossUpdates();
        if (standing == Standing.ALONE) {
            for (Evaluator evaluator : evaluators) {
                evaluator.resetAccumulator(trainKey);
            }
            return update(batch, trainKey, trainEpochKey);
        }
        return true;
    }

    /** Like {@link #compute}, for a validation batch. */
    public boolean computeValidation(BatchData batch) {
        return standing != Standing.ALONE || update(batch, validateKey);
    }

    private boolean update(BatchData batch, String... keys) {
        Map<Device, NDList> labels = batch.getLabels();
        Map<Device, NDList> predictions = batch.getPredictions();
        boolean isRead = false;
        for (Map.Entry<Device, NDList> entry : labels.entrySet()) {
            NDList predicted = predictions.get(entry.getKey());
            if (predicted != null) {
                for (Evaluator evaluator : evaluators) {
                    evaluator.updateAccumulators(keys, entry.getValue(), predicted);
                }
                isRead = true;
            }
        }
        if (!isRead) {
            recorder.lose(LossReason.UNREADABLE, evaluators.length);
        }
        return isRead;
    }

    /** Whether the reported batch was not evaluated, because a listener between this one and DJL's threw. */
    private boolean isStale() {
        return standing == Standing.BEFORE && lossUpdates != null && lossUpdates() == updatesReported;
    }

    /** The number of values per batch. */
    public int count() {
        return evaluators.length;
    }

    /** Records the values of the training batch that was reported last. */
    public void readBatch(long step, long time) {
        if (isStale()) {
            recorder.lose(LossReason.UNREADABLE, evaluators.length);
            return;
        }
        trainBatches++;
        lossUpdatesSeen = lossUpdates();
        for (int i = 0; i < evaluators.length; i++) {
            train[i] = evaluators[i].getAccumulator(trainKey);
            trainEpoch[i] = evaluators[i].getAccumulator(trainEpochKey);
        }
        recorder.points(step, time, trainSeries, train, train.length);
    }

    /** Notes the means over the validation so far. */
    public void readValidation() {
        validateBatches++;
        for (int i = 0; i < evaluators.length; i++) {
            validate[i] = evaluators[i].getAccumulator(validateKey);
        }
    }

    /** Records the means of a completed epoch, except those of a phase without batches. */
    public void readEpoch(long step, long time) {
        if (trainBatches > 0) {
            recorder.points(step, time, trainEpochSeries, trainEpoch, trainEpoch.length);
        }
        recordValidation(step, time);
        trainBatches = 0;
        lossUpdatesSeen = 0;
        if (standing == Standing.ALONE) {
            for (Evaluator evaluator : evaluators) {
                evaluator.resetAccumulator(trainEpochKey);
            }
        }
    }

    /** Records the means of a completed validation. */
    public void recordValidation(long step, long time) {
        if (validateBatches > 0) {
            recorder.points(step, time, validateSeries, validate, validate.length);
        }
        validateBatches = 0;
        if (standing == Standing.ALONE) {
            for (Evaluator evaluator : evaluators) {
                evaluator.resetAccumulator(validateKey);
            }
        }
    }

    /** Releases the keys in the evaluators. */
    public void close() {
        OwnKeys.giveBack(ownKeys);
    }

    /** The number of training batches since the end of the last epoch. */
    public int trainBatches() {
        return trainBatches;
    }

    /**
     * Whether a batch with a loss of NaN was not reported, because DivergenceCheck threw before this listener was
     * called.
     */
    public boolean hasMissedBatch() {
        return standing == Standing.AFTER
                && lossUpdates() > lossUpdatesSeen
                && Float.isNaN(loss.getAccumulator(trainKey));
    }

    /**
     * Whether the end of an epoch was not reported, because a listener before this one, such as EarlyStopping, threw.
     */
    public boolean hasMissedEpoch() {
        return standing == Standing.AFTER && trainBatches > 0 && lossUpdatesSeen > 0 && lossUpdates() == 0;
    }

    private long lossUpdates() {
        Long updates = lossUpdates == null ? null : lossUpdates.get(trainEpochKey);
        return updates == null ? 0 : updates;
    }
}
