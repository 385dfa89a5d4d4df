package io.github.djltracker.listener;

import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.optimizer.Optimizer;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.listener.reading.BatchTiming;
import io.github.djltracker.listener.reading.Evaluations;
import io.github.djltracker.listener.reading.LearningRate;
import io.github.djltracker.listener.reading.Phases;
import io.github.djltracker.listener.reading.Progress;
import io.github.djltracker.listener.reading.SavingListeners;
import io.github.djltracker.listener.reading.Standing;
import io.github.djltracker.listener.reading.TrainerFields;
import io.github.djltracker.listener.reading.TrainingModules;
import io.github.djltracker.listener.statistics.ParameterStatistics;
import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trainer and its run: turns callbacks into points. Keeps no trainer, model or array alive.
 *
 * <p>A batch is reported before its step is taken, and possibly before its evaluators are computed. What is only known
 * later, which is always the learning rate and sometimes the evaluators, is recorded by {@link #settle} at the next
 * callback, with the step and time of the batch that it belongs to. Guarded by the listener's lock.
 */
final class Training {
    private final WeakReference<Trainer> trainer;
    private final Settings settings;
    private final Progress progress;
    private final CarriedState carrier;
    private final TrackedRun run;
    private final Recorder recorder;
    private final @Nullable List<TrainingListener> listeners;
    private final Evaluations evaluations;
    private final TrainingModules modules;
    private final ParameterStatistics statistics;
    private final BatchTiming timing;
    private final int[] rateSeries;
    private final double[] rate = new double[1];

    private @Nullable LearningRate learningRate;
    private long ratesSeen;
    private Unread unread = Unread.NOTHING;
    private long batchTime;
    /** Whether everything that the last callback left open has been read; later values belong to another trainer. */
    private boolean isSettled = true;

    private long thread;
    private int calls;
    private boolean isInEpoch;
    private boolean isInFit;
    private boolean hasEnded;

    /** What the evaluators will contain at the next callback. */
    private enum Unread {
        NOTHING,
        BATCH,
        VALIDATION
    }

    Training(Trainer trainer, Settings settings, RunOpening opening) {
        this.trainer = new WeakReference<>(trainer);
        this.settings = settings;
        this.progress = opening.progress();
        this.carrier = opening.carrier();
        this.run = opening.run();
        this.recorder = run.recorder();
        this.listeners = listeners(trainer);
        this.evaluations = new Evaluations(trainer, settings.self(), listeners, recorder);
        this.modules = new TrainingModules(recorder);
        this.statistics = new ParameterStatistics(settings.statisticsEvery(), settings.distributionsEvery(), recorder);
        this.rateSeries = new int[] {recorder.series("learning_rate", Phases.TRAIN)};
        this.timing = new BatchTiming(recorder);
    }

    private @Nullable List<TrainingListener> listeners(Trainer of) {
        List<TrainingListener> live = TrainerFields.listeners(of);
        return live == null && settings.config() != null ? settings.config().getTrainingListeners() : live;
    }

    boolean isOf(Trainer other) {
        return trainer.refersTo(other);
    }

    /** Whether the trainer has been garbage collected, so that it cannot report an end. */
    boolean isAbandoned() {
        return trainer.refersTo(null);
    }

    TrackedRun run() {
        return run;
    }

    /** Whether the last callback was on this thread, so that none of it is still in progress. */
    boolean isOnThisThread() {
        return thread == Thread.currentThread().getId();
    }

    /**
     * Notes a callback. Returns whether it is the first of an event, because the listener may have been added several
     * times.
     */
    boolean begins() {
        thread = Thread.currentThread().getId();
        int times = Standing.timesCalled(settings.self(), listeners);
        return times == 1 || calls++ % times == 0;
    }

    /** Attempts each part separately: a failure is logged and counted, and does not affect the other parts. */
    void trainingBatch(Trainer of, BatchData data, long nanos) {
        long time = System.currentTimeMillis();
        stepped();
        if (!isInEpoch) {
            evaluations.recordValidation(progress.step(), time);
        }
        long step = progress.step() + 1;
        progress.step(step);
        batchTime = time;
        isSettled = false;
        long size = BatchTiming.size(data);
        int known = timing.measure(size, nanos);
        recorder.iteration(step, progress.epoch() + 1, time, timing.series(), timing.values(), known);
        carrier.write(progress);
        if (!isInEpoch) {
            beginEpoch(of, step);
        }
        try {
            // a checkpoint saved before this batch is identified by its own properties, not by the current step
            run.checkpoints().batch();
            modules.data(step, size, data.getBatch());
            statistics.record(of, step, time);
        } catch (Throwable e) {
            failed("the settings of a batch", e, 1);
        }
        if (learningRate != null) {
            ratesSeen = learningRate.asked();
        }
        try {
            boolean isDeferred = evaluations.isDeferred();
            boolean isComputed = evaluations.compute(data);
            unread = isDeferred ? Unread.BATCH : Unread.NOTHING;
            if (isComputed && !isDeferred) {
                evaluations.readBatch(step, time);
            }
        } catch (Throwable e) {
            failed("the evaluators of a batch", e, evaluations.count());
        }
    }

    /** Called when the step of the previous batch has been taken. */
    private void stepped() {
        try {
            statistics.stepped();
        } catch (Throwable e) {
            failed("the update of the parameters", e, 1);
        }
    }

    private void failed(String part, Throwable cause, int points) {
        recorder.lose(LossReason.UNREADABLE, points);
        settings.failures().warn(part, cause);
    }

    private void beginEpoch(Trainer of, long step) {
        isInEpoch = true;
        run.atExit(RunStatus.INTERRUPTED);
        isInFit = isInFit();
        try {
            Optimizer optimizer =
                    settings.config() != null ? settings.config().getOptimizer() : TrainerFields.optimizer(of);
            learningRate = optimizer == null ? null : LearningRate.of(optimizer);
            modules.trainer(step, of, optimizer);
            run.checkpoints().folders(SavingListeners.folders(listeners));
        } catch (Throwable e) {
            failed("the settings of a batch", e, 1);
        }
    }

    private static boolean isInFit() {
        // not with a StackWalker: code that runs once per epoch stays interpreted, and its streams then take 100 us
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (frame.getMethodName().equals("fit") && frame.getClassName().equals(EasyTrain.class.getName())) {
                return true;
            }
        }
        return false;
    }

    void validationBatch(BatchData data) {
        timing.interrupt();
        stepped();
        isSettled = false;
        try {
            boolean isDeferred = evaluations.isDeferred();
            boolean isComputed = evaluations.computeValidation(data);
            unread = isDeferred ? Unread.VALIDATION : Unread.NOTHING;
            if (isComputed && !isDeferred) {
                evaluations.readValidation();
            }
        } catch (Throwable e) {
            failed("the evaluators of a validation", e, evaluations.count());
        }
    }

    /** Records the values that have become known since the last callback. */
    void settle() {
        if (isSettled || hasEnded) {
            return;
        }
        isSettled = true;
        if (learningRate != null && learningRate.asked() != ratesSeen) {
            ratesSeen = learningRate.asked();
            rate[0] = learningRate.latest();
            recorder.points(progress.step(), batchTime, rateSeries, rate, 1);
        }
        Unread what = unread;
        unread = Unread.NOTHING;
        try {
            if (what == Unread.BATCH) {
                evaluations.readBatch(progress.step(), batchTime);
            } else if (what == Unread.VALIDATION) {
                evaluations.readValidation();
            }
        } catch (Throwable e) {
            failed("the evaluators of a batch", e, evaluations.count());
        }
    }

    void epoch() {
        stepped();
        isInEpoch = false;
        // whatever happens before the next batch is validation, or the user's own code
        timing.interrupt();
        run.atExit(RunStatus.FINISHED);
        if (evaluations.trainBatches() > 0) {
            progress.epoch(progress.epoch() + 1);
            carrier.writeEpoch(progress);
        }
        evaluations.readEpoch(progress.step(), System.currentTimeMillis());
        run.checkpoints().look();
    }

    /**
     * Ends the run, after {@link #settle} if it was the latest. The trainer may be closed, or garbage collected.
     *
     * @param isLatest whether no other trainer has been reported since, so that the evaluators still belong to this one
     */
    void end(boolean isLatest) {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        try {
            readWhatWasMissed(isLatest);
        } catch (Throwable e) {
            failed("the end of a training", e, evaluations.count());
        } finally {
            statistics.close();
            evaluations.close();
            run.checkpoints().end(status(), error(), isSavedAtEnd());
        }
    }

    private boolean isSavedAtEnd() {
        try {
            return SavingListeners.saveAtEnd(settings.self(), listeners);
        } catch (Throwable e) {
            settings.failures().warn("the checkpoints at the end of a training", e);
            return true;
        }
    }

    /**
     * Reads values of the last batch or epoch, if a listener before this one threw, so that this one was not called.
     */
    private void readWhatWasMissed(boolean isLatest) {
        long time = System.currentTimeMillis();
        if (isLatest && evaluations.hasMissedBatch()) {
            long step = progress.step() + 1;
            progress.step(step);
            recorder.iteration(step, progress.epoch() + 1, time, timing.series(), timing.values(), 0);
            evaluations.readBatch(step, time);
            isInEpoch = true;
        }
        if (isLatest && evaluations.hasMissedEpoch()) {
            epoch();
        }
        if (!isInEpoch) {
            evaluations.recordValidation(progress.step(), time);
        }
    }

    private RunStatus status() {
        if (run.error() != null || (isInEpoch && isInFit)) {
            return RunStatus.FAILED;
        }
        return isInEpoch && isAbandoned() ? RunStatus.INTERRUPTED : RunStatus.FINISHED;
    }

    /** EasyTrain.fit only leaves the middle of an epoch because of an exception. */
    private @Nullable String error() {
        return run.error() == null && isInEpoch && isInFit
                ? "the training ended in the middle of an epoch"
                : run.error();
    }
}
