package io.github.djltracker.listener;

import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.listener.checkpoint.CheckpointWatch;
import io.github.djltracker.recorder.Recorder;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records DJL trainings: the network's structure, an iteration for every batch, and the metrics.
 *
 * <p>A run starts with the first batch of a trainer, in training or validation, and ends when the trainer is closed.
 * One listener serves any number of trainers, sequential or interleaved; each has its own run. The callbacks never
 * throw, never wait for the place where the run is stored, draw no random numbers and keep no trainer alive.
 * Thread-safe.
 */
public final class TrackingListener implements TrainingListener {

    /** How long a run whose listener has been garbage collected waits for its checkpoints. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private final List<Training> trainings = new ArrayList<>();
    private final Map<Trainer, CarriedState.Carried> carried = new WeakHashMap<>();
    private final Set<Trainer> unreadable = Collections.newSetFromMap(new WeakHashMap<>());
    private @Nullable Training latest;

    TrackingListener(TrackingListenerBuilder builder, @Nullable TrainingConfig config) {
        this.settings = builder.settings(this, config);
    }

    /**
     * Attaches a new listener to a training configuration, so that every trainer created from it is recorded.
     *
     * <p>The listener is added at the front of the configuration's list, where it also sees the batch at which another
     * listener stops the training.
     *
     * @param models where to record, from {@code tracker.experiment("name").models()}
     */
    public static TrackingListener attach(TrainingConfig config, Models models) {
        return builder(models).attach(config);
    }

    /**
     * Attaches a new listener that records to an experiment of the process's shared tracker,
     * {@link ExperimentTracker#shared()}.
     *
     * @throws io.github.djltracker.domain.error.TrackingException if the tracker cannot be opened
     */
    public static TrackingListener attach(TrainingConfig config, String experiment) {
        return attach(config, ExperimentTracker.shared().experiment(experiment).models());
    }

    /** A builder of listeners that record to these models. */
    public static TrackingListenerBuilder builder(Models models) {
        return new TrackingListenerBuilder(models, models.experiment());
    }

    /** A builder of listeners that record to any sink, under the name of an experiment. */
    public static TrackingListenerBuilder builder(Sink sink, String experiment) {
        return new TrackingListenerBuilder(sink, experiment);
    }

    /**
     * The run of a trainer, which is started now if it has not been started yet.
     *
     * @throws IllegalStateException if the network is not initialised yet
     */
    public TrackedRun run(Trainer trainer) {
        lock.lock();
        try {
            Training training = find(trainer);
            if (training == null) {
                if (!trainer.getModel().getBlock().isInitialized()) {
                    throw new IllegalStateException("the network has no shapes yet, so its run cannot start:"
                            + " call trainer.initialize(...) first");
                }
                training = begin(trainer);
            }
            return training.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {
        call("onTrainingBegin", TrackingListener::begun, trainer, NO_BATCH);
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        call("onTrainingBatch", TrackingListener::trainingBatch, trainer, batchData);
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        call("onValidationBatch", TrackingListener::validationBatch, trainer, batchData);
    }

    @Override
    public void onEpoch(Trainer trainer) {
        call("onEpoch", TrackingListener::epoch, trainer, NO_BATCH);
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        call("onTrainingEnd", TrackingListener::ended, trainer, NO_BATCH);
    }

    /** For callbacks that are not about a batch. */
    private static final BatchData NO_BATCH = new BatchData(null, Map.of(), Map.of());

    /**
     * The work of a callback, done under the lock. A method reference that captures nothing allocates no object per
     * call.
     */
    private interface Callback {
        void on(TrackingListener listener, Trainer trainer, BatchData data, long nanos);
    }

    /** Wraps every callback: exceptions do not leave it, but are logged. */
    private void call(String name, Callback callback, Trainer trainer, BatchData data) {
        long nanos = System.nanoTime();
        lock.lock();
        try {
            callback.on(this, trainer, data, nanos);
        } catch (Throwable e) {
            settings.failures().warn(name, e);
        } finally {
            lock.unlock();
        }
    }

    private void begun(Trainer trainer, BatchData none, long nanos) {
        carried.put(trainer, CarriedState.Carried.by(trainer.getModel()));
    }

    private void trainingBatch(Trainer trainer, BatchData data, long nanos) {
        settle(trainer);
        Training training = findOrBegin(trainer);
        if (training != null && training.begins()) {
            latest = training;
            training.trainingBatch(trainer, data, nanos);
        }
    }

    private void validationBatch(Trainer trainer, BatchData data, long nanos) {
        settle(trainer);
        Training training = findOrBegin(trainer);
        if (training != null && training.begins()) {
            latest = training;
            training.validationBatch(data);
        }
    }

    private void epoch(Trainer trainer, BatchData none, long nanos) {
        settle(trainer);
        Training training = find(trainer);
        if (training != null && training.begins()) {
            training.epoch();
        }
    }

    private void ended(Trainer trainer, BatchData none, long nanos) {
        settle(trainer);
        Training training = find(trainer);
        if (training != null) {
            end(training);
        }
        // on the finalizer thread the trainer is no longer found: it counts as gone
        endAbandoned();
    }

    /**
     * Reads what the last callback left open, before anything else. Interleaved trainers may share evaluators and
     * optimizer, which hold the values of the trainer reported last until the next step. If that trainer runs on
     * another thread, nobody can tell whether its evaluators have been computed; they are read at its own next
     * callback.
     */
    private void settle(Trainer trainer) {
        for (int i = 0; i < trainings.size(); i++) {
            Training training = trainings.get(i);
            if (training.isOf(trainer) || training.isOnThisThread()) {
                training.settle();
            }
        }
    }

    private @Nullable Training find(Trainer trainer) {
        for (int i = 0; i < trainings.size(); i++) {
            if (trainings.get(i).isOf(trainer)) {
                return trainings.get(i);
            }
        }
        return null;
    }

    /** Starts a run at the first batch. If a network cannot be read, it is not read again at every batch. */
    private @Nullable Training findOrBegin(Trainer trainer) {
        Training training = find(trainer);
        boolean canBegin = training == null
                && !unreadable.contains(trainer)
                && trainer.getModel().getBlock().isInitialized();
        if (!canBegin) {
            return training;
        }
        unreadable.add(trainer);
        training = begin(trainer);
        unreadable.remove(trainer);
        return training;
    }

    private Training begin(Trainer trainer) {
        WeakReference<TrackingListener> self = new WeakReference<>(this);
        RunOpening opening =
                RunOpening.open(trainer, settings, carried.get(trainer), recorder -> watch(self, recorder));
        Training training;
        try {
            training = new Training(trainer, settings, opening);
        } catch (Throwable e) {
            opening.run().recorder().end(RunStatus.FAILED, "the start of the training");
            throw e;
        }
        WeakReference<Training> begun = new WeakReference<>(training);
        CheckpointWatch checkpoints = opening.run().checkpoints();
        opening.run().last(atMost -> {
            settleAtExit(self, begun);
            checkpoints.endNow(atMost);
        });
        trainings.add(training);
        return training;
    }

    /** Called on the recorder's thread, which must not keep the listener and its trainers alive. */
    private static void watch(WeakReference<TrackingListener> self, Recorder recorder) {
        TrackingListener listener = self.get();
        if (listener == null) {
            recorder.endAtExit(LAST_LOOK);
        } else if (listener.lock.tryLock()) {
            try {
                listener.endAbandoned();
            } finally {
                listener.lock.unlock();
            }
        }
    }

    /** Called on any thread when the process or the tracker ends before the training; does not wait. */
    private static void settleAtExit(WeakReference<TrackingListener> self, WeakReference<Training> begun) {
        TrackingListener listener = self.get();
        Training training = begun.get();
        if (listener != null && training != null && listener.lock.tryLock()) {
            try {
                if (listener.latest == training) {
                    training.settle();
                }
            } finally {
                listener.lock.unlock();
            }
        }
    }

    /** Ends the runs of trainers that were garbage collected without being closed. */
    private void endAbandoned() {
        for (Training training : List.copyOf(trainings)) {
            if (training.isAbandoned()) {
                if (latest == training) {
                    training.settle();
                }
                end(training);
            }
        }
    }

    private void end(Training training) {
        trainings.remove(training);
        boolean isLatest = latest == training;
        if (isLatest) {
            latest = null;
        }
        training.end(isLatest);
    }
}
