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
 * Opens and holds the place where experiments are stored: a database, or a tracker behind a URL. Several processes may
 * use the same place at the same time. A query sees everything that this process recorded through its tracker before:
 * it waits for that, for at most 2 s, and logs a warning if that was not enough. Thread-safe.
 *
 * <p>(A {@code Tracker} is a learning rate schedule in DJL; hence the longer name.)
 */
public final class ExperimentTracker implements AutoCloseable {
    /** How long {@link #close()} waits for pending points: 10 s. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentTracker.class);

    private static final Object SHARED_LOCK = new Object();

    /** Guarded by SHARED_LOCK; null until it is first requested, or if opening it failed. */
    private static @Nullable ExperimentTracker shared;

    private final Place place;

    private ExperimentTracker(Place place) {
        this.place = place;
    }

    /**
     * Opens the place that the environment variable {@value TrackerUri#VARIABLE} names, or else the file
     * {@value TrackerUri#DEFAULT_FILE} in the working directory.
     */
    public static ExperimentTracker open() {
        return open(TrackerUri.ofEnvironment());
    }

    /**
     * Opens a tracker, and creates its file if it does not exist. If there are several places, everything is recorded
     * to each of them, through separate outboxes, so an unavailable place does not delay the others. Queries go to the
     * first place that supports reading.
     *
     * @param uri a path such as {@code runs.db}, {@code jdbc:sqlite:runs.db}, {@code jdbc:postgresql://host/db}, or a
     *     server, {@code http://host:8091}. Opening makes no request to a server, so a training can start without it. A
     *     URI may also be a destination for writing only, {@code mlflow:http://host:5000} or {@code tensorboard:logs}
     * @param more further URIs of the same forms
     * @throws IllegalArgumentException if a URI has none of these forms
     * @throws io.github.djltracker.domain.error.UnavailableException if a place cannot be opened
     */
    public static ExperimentTracker open(String uri, String... more) {
        return open(TrackerUriParser.parseAll(
                Stream.concat(Stream.of(uri), Stream.of(more)).toList()));
    }

    /**
     * Opens a tracker like {@link #open(String, String...)}, with options other than those of the environment.
     *
     * @throws IllegalArgumentException if the URI or the token is invalid
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened
     */
    public static ExperimentTracker open(String uri, TrackerOptions options) {
        return open(List.of(uri), options);
    }

    /**
     * Opens a tracker of several places like {@link #open(String, TrackerOptions)}.
     *
     * @param uris at least one
     */
    public static ExperimentTracker open(List<String> uris, TrackerOptions options) {
        return new ExperimentTracker(place(TrackerUriParser.parseAll(uris), () -> options));
    }

    private static ExperimentTracker open(List<TrackerUri> uris) {
        return new ExperimentTracker(place(uris, TrackerOptions::ofEnvironment));
    }

    /** A single database is written directly, and needs no options. */
    private static Place place(List<TrackerUri> uris, Supplier<TrackerOptions> options) {
        if (uris.isEmpty()) {
            throw new IllegalArgumentException("no tracker URI");
        }
        if (uris.size() == 1 && uris.get(0) instanceof TrackerUri.Postgres postgres) {
            return new LocalPlace(SqlStore.open(postgres.jdbcUrl()));
        } else if (uris.size() == 1 && uris.get(0) instanceof TrackerUri.File file) {
            return new LocalPlace(SqlStore.open(file.path()));
        }
        return OutboxPlace.open(uris, options.get());
    }

    /**
     * The shared tracker of this process, opened like {@link #open()} at the first call. Callers must not close it.
     * When the process ends, pending points are written for up to 2 s.
     */
    public static ExperimentTracker shared() {
        synchronized (SHARED_LOCK) {
            if (shared == null) {
                shared = open();
            }
            return shared;
        }
    }

    /** An experiment by name. This makes no query: the first run creates the experiment. */
    public Experiment experiment(String name) {
        return place.store().experiment(Limits.name("experiment name", name));
    }

    /** Read access to everything stored here: by id, and the logs of runs. */
    public Store store() {
        return place.store();
    }

    /** All experiments. */
    public Experiments experiments() {
        return place.store().experiments();
    }

    /**
     * Waits until everything that this process has recorded here so far is stored, so that it can be read.
     *
     * @return false if time ran out, something was lost, or the thread was interrupted
     */
    public boolean flush(Duration atMost) {
        long begin = System.nanoTime();
        boolean isAppended = Recorder.flushAll(place::owns, atMost);
        return place.flush(atMost.minusNanos(System.nanoTime() - begin)) && isAppended;
    }

    /**
     * Ends the runs that are still recording, waits for at most 10 s until everything is written, and closes the place.
     * Logs a warning if something was not written. Later calls do nothing.
     */
    @Override
    public void close() {
        long begin = System.nanoTime();
        if (!Recorder.closeAll(place::owns, CLOSE_TIMEOUT)) {
            LOG.warn("closed before everything recorded was written; the losses of the runs show what is missing");
        }
        place.close(CLOSE_TIMEOUT.minusNanos(System.nanoTime() - begin));
    }
}
