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
 * Records what DJL trainers do: the network's structure, an iteration for every batch, and the metrics.
 *
 * <p>A run begins with a trainer's first batch, of training or validation, and ends when the trainer is closed. One listener serves any number of
 * trainers, one after the other or interleaved, each with a run of its own. The callbacks never throw, never wait for
 * the place where the run is kept, draw no random numbers and keep no trainer alive. Thread-safe.
 */
public final class TrackingListener implements TrainingListener {

    /** How long a run whose listener is gone is kept for the sake of its checkpoints. */
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
     * Attaches a new listener to a training configuration, so that every trainer made from it is recorded.
     *
     * <p>The listener goes to the front of the configuration's list, where it also sees the batch at which another
     * listener stops the training.
     *
     * @param models where to record, from {@code tracker.experiment("name").models()}
     */
    public static TrackingListener attach(TrainingConfig config, Models models) {
        return builder(models).attach(config);
    }

    /**
     * Attaches a new listener that records into an experiment of the process's shared tracker, {@link
     * ExperimentTracker#shared()}.
     *
     * @throws io.github.djltracker.domain.error.TrackingException if the tracker cannot be opened
     */
    public static TrackingListener attach(TrainingConfig config, String experiment) {
        return attach(config, ExperimentTracker.shared().experiment(experiment).models());
    }

    /** A builder of listeners that record into these models. */
    public static TrackingListenerBuilder builder(Models models) {
        return new TrackingListenerBuilder(models, models.experiment());
    }

    /** A builder of listeners that record into any sink, under the name of an experiment. */
    public static TrackingListenerBuilder builder(Sink sink, String experiment) {
        return new TrackingListenerBuilder(sink, experiment);
    }

    /**
     * The run of a trainer, begun now if it has not begun.
     *
     * @throws IllegalStateException if the network is not initialised yet
     */
    public TrackedRun run(Trainer trainer) {
        lock.lock();
        try {
            Training training = find(trainer);
            if (training == null) {
                if (!trainer.getModel().getBlock().isInitialized()) {
                    throw new IllegalStateException("the network has no shapes yet, so its run cannot begin:"
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

    /** What callbacks have that are about no batch. */
    private static final BatchData NO_BATCH = new BatchData(null, Map.of(), Map.of());

    /** What a callback does, under the lock. A reference to a method that captures nothing is no object per call. */
    private interface Callback {
        void on(TrackingListener listener, Trainer trainer, BatchData data, long nanos);
    }

    /** The frame of every callback: nothing leaves it, and what is thrown in it is said. */
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
     * Evaluators and optimizer may be shared by interleaved trainers, and hold the values of the one that was last
     * reported until another step is taken: so they are read before anything else is done. Of a trainer on another
     * thread nobody can tell whether its evaluators are computed yet; it is left to its own next callback.
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

    /** Begins a run with the first batch; a network that cannot be read is not read again at every batch. */
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
            opening.run().recorder().end(RunStatus.FAILED, "the training could not be read");
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

    /** Called on the recorder's thread, which must keep neither the listener nor, through it, any trainer alive. */
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

    /** Called where the process or the tracker ends before the training: on any thread, so it waits for none. */
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

    /** Ends the runs of trainers that were dropped without being closed. */
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
