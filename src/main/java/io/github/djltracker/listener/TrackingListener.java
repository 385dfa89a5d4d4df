package io.github.djltracker.listener;

import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.Sink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what DJL trainers do: the network's structure, an iteration for every batch, and the metrics.
 *
 * <p>A run begins with a trainer's first batch and ends when the trainer is closed. One listener serves any number of
 * trainers, one after the other or interleaved, each with a run of its own. The callbacks never throw, never wait for
 * the place where the run is kept, draw no random numbers and keep no trainer alive. Thread-safe.
 */
public final class TrackingListener implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingListener.class);
    /** A network that cannot be read is not read again at every batch. */
    private static final int MAX_FAILED_BEGINS = 3;

    private final Settings settings;
    private final Object lock = new Object();

    // guarded by lock
    private final List<Training> trainings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();
    private @Nullable Training latest;
    private int failedBegins;

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
     * @throws io.github.djltracker.domain.TrackingException if the tracker cannot be opened
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
        synchronized (lock) {
            Training training = find(trainer);
            if (training == null) {
                if (!trainer.getModel().getBlock().isInitialized()) {
                    throw new IllegalStateException("the network has no shapes yet, so its run cannot begin:"
                            + " call trainer.initialize(...) first");
                }
                training = begin(trainer);
            }
            return training.run();
        }
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {
        // the network has no shapes yet, and a trainer that trains nothing makes no run
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        long nanos = System.nanoTime();
        synchronized (lock) {
            try {
                settle();
                Training training = findOrBegin(trainer);
                if (training != null) {
                    latest = training;
                    training.trainingBatch(trainer, batchData, nanos);
                }
            } catch (Exception | LinkageError e) {
                warn("onTrainingBatch", e);
            }
        }
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        synchronized (lock) {
            try {
                settle();
                Training training = findOrBegin(trainer);
                if (training != null) {
                    latest = training;
                    training.validationBatch(batchData, System.nanoTime());
                }
            } catch (Exception | LinkageError e) {
                warn("onValidationBatch", e);
            }
        }
    }

    @Override
    public void onEpoch(Trainer trainer) {
        synchronized (lock) {
            try {
                settle();
                Training training = find(trainer);
                if (training != null) {
                    training.epoch(System.nanoTime());
                }
            } catch (Exception | LinkageError e) {
                warn("onEpoch", e);
            }
        }
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        synchronized (lock) {
            try {
                settle();
                Training training = find(trainer);
                if (training != null) {
                    end(training);
                }
                // on the finalizer thread the trainer is no longer found: it counts as gone
                endAbandoned();
            } catch (Exception | LinkageError e) {
                warn("onTrainingEnd", e);
            }
        }
    }

    /**
     * Evaluators and optimizer are shared by interleaved trainers, and hold the values of the trainer that was last
     * reported until another step is taken: so they are read before anything else is done.
     */
    private void settle() {
        if (latest != null) {
            latest.settle();
        }
    }

    private @Nullable Training find(Trainer trainer) {
        for (Training training : trainings) {
            if (training.isOf(trainer)) {
                return training;
            }
        }
        return null;
    }

    private @Nullable Training findOrBegin(Trainer trainer) {
        Training training = find(trainer);
        boolean canBegin = training == null
                && failedBegins < MAX_FAILED_BEGINS
                && trainer.getModel().getBlock().isInitialized();
        if (!canBegin) {
            return training;
        }
        failedBegins++;
        training = begin(trainer);
        failedBegins = 0;
        return training;
    }

    private Training begin(Trainer trainer) {
        Training training = new Training(trainer, settings, RunOpening.open(trainer, settings, this::endAbandoned));
        trainings.add(training);
        return training;
    }

    /** Ends the runs of trainers that were dropped without being closed. */
    private void endAbandoned() {
        synchronized (lock) {
            for (Training training : List.copyOf(trainings)) {
                if (training.isAbandoned()) {
                    // of a trainer that still runs, this thread cannot tell whether the evaluators are computed
                    if (latest == training) {
                        training.settle();
                    }
                    end(training);
                }
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

    private void warn(String callback, Throwable cause) {
        if (warned.add(callback + cause.getClass().getName())) {
            LOG.warn(
                    "{} failed; training goes on, some of it is not recorded. Said once for each cause",
                    callback,
                    cause);
        }
    }
}
