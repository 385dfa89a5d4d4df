package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Limits;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.store.SqlStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where experiments are kept: a database file. Several processes may have the same one open. Thread-safe.
 *
 * <p>(A {@code Tracker} is a learning rate schedule in DJL; hence the longer name.)
 */
public final class ExperimentTracker implements AutoCloseable {
    /** The environment variable that says what {@link #open()} opens. */
    public static final String URI_VARIABLE = "DJL_TRACKER_URI";
    /** The file that {@link #open()} opens where the variable is not set. */
    public static final String DEFAULT_FILE = "djl-tracker.db";
    /** How long {@link #close()} waits for what is still being recorded: 10 s. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentTracker.class);

    private static final Object SHARED_LOCK = new Object();

    /** Guarded by SHARED_LOCK; null until it is asked for, or where opening it failed. */
    private static @Nullable ExperimentTracker shared;

    private final SqlStore store;

    private ExperimentTracker(SqlStore store) {
        this.store = store;
    }

    /**
     * Opens what the environment variable {@value #URI_VARIABLE} names, or without it the file {@value #DEFAULT_FILE} in
     * the working directory.
     */
    public static ExperimentTracker open() {
        String uri = System.getenv(URI_VARIABLE);
        return open(uri == null || uri.isBlank() ? DEFAULT_FILE : uri);
    }

    /**
     * Opens a tracker, creating its file where there is none.
     *
     * @param uri a path such as {@code runs.db}, or {@code jdbc:sqlite:runs.db}
     * @throws IllegalArgumentException if it has none of these forms
     * @throws io.github.djltracker.domain.UnavailableException if it cannot be opened
     */
    public static ExperimentTracker open(String uri) {
        return new ExperimentTracker(SqlStore.open(TrackerUri.file(requireNonNull(uri, "uri"))));
    }

    /**
     * The tracker that this process shares: opened as by {@link #open()} at the first call, never to be closed by
     * callers. What is still being recorded when the process ends is written for up to 2 s.
     */
    public static ExperimentTracker shared() {
        synchronized (SHARED_LOCK) {
            if (shared == null) {
                shared = open();
            }
            return shared;
        }
    }

    /** An experiment by its name. It only names one, and asks the database nothing: the first run creates it. */
    public Experiment experiment(String name) {
        return store.experiment(Limits.name("experiment name", name));
    }

    /** All experiments. */
    public Experiments experiments() {
        return store.experiments();
    }

    /**
     * Waits until everything that this process has recorded here so far is in the database, so that it can be read.
     *
     * @return false if it is not, because time ran out, something was lost, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        return Recorder.flushAll(store::owns, atMost);
    }

    /**
     * Ends the runs that are still being recorded here, waits for at most 10 s until all is written, and closes the
     * file. Says in the log if something was not. Later calls do nothing.
     */
    @Override
    public void close() {
        if (!Recorder.closeAll(store::owns, CLOSE_TIMEOUT)) {
            LOG.warn("closed before all that was recorded could be written; the runs' losses say what is missing");
        }
        store.close();
    }
}
