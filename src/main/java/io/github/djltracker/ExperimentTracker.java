package io.github.djltracker;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.store.SqlStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where experiments are kept: a database, or a tracker behind a URL. Several processes may have the same one
 * open. A query sees everything that this process has recorded through its tracker before: it waits for that, for at most
 * 2 s, and says in the log where that was not enough. Thread-safe.
 *
 * <p>(A {@code Tracker} is a learning rate schedule in DJL; hence the longer name.)
 */
public final class ExperimentTracker implements AutoCloseable {
    /** How long {@link #close()} waits for what is still being recorded: 10 s. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentTracker.class);

    private static final Object SHARED_LOCK = new Object();

    /** Guarded by SHARED_LOCK; null until it is asked for, or where opening it failed. */
    private static @Nullable ExperimentTracker shared;

    private final Place place;

    private ExperimentTracker(Place place) {
        this.place = place;
    }

    /**
     * Opens what the environment variable {@value TrackerUri#VARIABLE} names, or without it the file {@value
     * TrackerUri#DEFAULT_FILE} in the working directory.
     */
    public static ExperimentTracker open() {
        return open(TrackerUri.ofEnvironment());
    }

    /**
     * Opens a tracker, creating its file where there is none.
     *
     * @param uri a path such as {@code runs.db}, {@code jdbc:sqlite:runs.db}, {@code jdbc:postgresql://host/db}, or the
     *     {@code http://host:8091} of a server, which is asked nothing yet: a training starts without it
     * @throws IllegalArgumentException if it has none of these forms
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened
     */
    public static ExperimentTracker open(String uri) {
        return open(TrackerUri.parse(uri));
    }

    /**
     * Opens a tracker as {@link #open(String)} does, with other options than those of the environment.
     *
     * @throws IllegalArgumentException if the URI or the token has a form that is not allowed
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened
     */
    public static ExperimentTracker open(String uri, TrackerOptions options) {
        return open(TrackerUri.parse(uri), options);
    }

    private static ExperimentTracker open(TrackerUri uri) {
        return uri instanceof TrackerUri.Remote ? open(uri, TrackerOptions.ofEnvironment()) : local(uri);
    }

    private static ExperimentTracker open(TrackerUri uri, TrackerOptions options) {
        return uri instanceof TrackerUri.Remote remote
                ? new ExperimentTracker(RemotePlace.open(remote.url(), options))
                : local(uri);
    }

    private static ExperimentTracker local(TrackerUri uri) {
        if (uri instanceof TrackerUri.Postgres postgres) {
            return new ExperimentTracker(new LocalPlace(SqlStore.open(postgres.jdbcUrl())));
        }
        return new ExperimentTracker(new LocalPlace(SqlStore.open(((TrackerUri.File) uri).path())));
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
        return place.store().experiment(Limits.name("experiment name", name));
    }

    /** All that is kept here, for those who read it: by id, and the logs of runs. */
    public Store store() {
        return place.store();
    }

    /** All experiments. */
    public Experiments experiments() {
        return place.store().experiments();
    }

    /**
     * Waits until everything that this process has recorded here so far is in the database, so that it can be read.
     *
     * @return false if it is not, because time ran out, something was lost, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        long begin = System.nanoTime();
        boolean isAppended = Recorder.flushAll(place::owns, atMost);
        return place.flush(atMost.minusNanos(System.nanoTime() - begin)) && isAppended;
    }

    /**
     * Ends the runs that are still being recorded here, waits for at most 10 s until all is written, and closes the
     * file. Says in the log if something was not. Later calls do nothing.
     */
    @Override
    public void close() {
        long begin = System.nanoTime();
        if (!Recorder.closeAll(place::owns, CLOSE_TIMEOUT)) {
            LOG.warn("closed before all that was recorded could be written; the runs' losses say what is missing");
        }
        place.close(CLOSE_TIMEOUT.minusNanos(System.nanoTime() - begin));
    }
}
