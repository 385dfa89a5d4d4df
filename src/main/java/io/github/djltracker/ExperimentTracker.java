package io.github.djltracker;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.store.SqlStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
     * Opens a tracker, creating its file where there is none. Of several places each gets all that is recorded, through an
     * outbox of its own, so that one which is down does not hold up the others; what is read comes from the first that can
     * be read.
     *
     * @param uri a path such as {@code runs.db}, {@code jdbc:sqlite:runs.db}, {@code jdbc:postgresql://host/db}, the
     *     {@code http://host:8091} of a server, which is asked nothing yet: a training starts without it; or a
     *     destination that is only written to, {@code mlflow:http://host:5000} or {@code tensorboard:logs}
     * @param more of the same forms
     * @throws IllegalArgumentException if one has none of these forms
     * @throws io.github.djltracker.domain.error.UnavailableException if one cannot be opened
     */
    public static ExperimentTracker open(String uri, String... more) {
        return open(TrackerUriParser.parseAll(
                Stream.concat(Stream.of(uri), Stream.of(more)).toList()));
    }

    /**
     * Opens a tracker as {@link #open(String, String...)} does, with other options than those of the environment.
     *
     * @throws IllegalArgumentException if the URI or the token has a form that is not allowed
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened
     */
    public static ExperimentTracker open(String uri, TrackerOptions options) {
        return open(List.of(uri), options);
    }

    /**
     * Opens a tracker of several places as {@link #open(String, TrackerOptions)} does.
     *
     * @param uris at least one
     */
    public static ExperimentTracker open(List<String> uris, TrackerOptions options) {
        return new ExperimentTracker(place(TrackerUriParser.parseAll(uris), () -> options));
    }

    private static ExperimentTracker open(List<TrackerUri> uris) {
        return new ExperimentTracker(place(uris, TrackerOptions::ofEnvironment));
    }

    /** A database alone is written directly, and needs no options. */
    private static Place place(List<TrackerUri> uris, Supplier<TrackerOptions> options) {
        if (uris.isEmpty()) {
            throw new IllegalArgumentException("no URI of a tracker");
        }
        if (uris.size() == 1 && uris.get(0) instanceof TrackerUri.Postgres postgres) {
            return new LocalPlace(SqlStore.open(postgres.jdbcUrl()));
        } else if (uris.size() == 1 && uris.get(0) instanceof TrackerUri.File file) {
            return new LocalPlace(SqlStore.open(file.path()));
        }
        return OutboxPlace.open(uris, options.get());
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
