package io.github.djltracker.store;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Limits;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.Sink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database of experiments. Several threads may use it, and several processes may open one file: writers take turns,
 * and readers wait for nobody. Thread-safe.
 *
 * <p>Where the database cannot be read or written now, each call throws {@link
 * io.github.djltracker.domain.UnavailableException} and has changed nothing; after {@link #close} each call does.
 */
public final class SqlStore implements AutoCloseable {
    private final Access access;

    private SqlStore(Database database, Clock clock) {
        access = new Access(database, clock, new RunLog(database, clock));
    }

    /**
     * Opens an SQLite file, and creates it where there is none. Its directory must be there and writable, since SQLite
     * keeps a log beside the file.
     *
     * @throws io.github.djltracker.domain.UnavailableException if it cannot be opened or written, is no database of
     *     this library, or has a newer schema than this library knows; the file is as it was
     */
    public static SqlStore open(Path file) {
        return open(file, Clock.systemUTC());
    }

    static SqlStore open(Path file, Clock clock) {
        return open(new Sqlite(requireNonNull(file, "file")), clock);
    }

    static SqlStore open(Dialect dialect, Clock clock) {
        return new SqlStore(Database.open(dialect), clock);
    }

    Database database() {
        return access.database();
    }

    /** All experiments. */
    public Experiments experiments() {
        return new SqlExperiments(access);
    }

    /** Names an experiment, which is created by the first that is written to it; until then it is empty. */
    public Experiment experiment(String name) {
        return new SqlExperiment(access, Limits.name("experiment name", name));
    }

    /** Takes the runs of any experiment, which their starts name. */
    public Sink sink() {
        return access.log();
    }

    /** Whether a sink was handed out by this store, so that what is appended to it is here. */
    public boolean owns(Sink sink) {
        requireNonNull(sink, "sink");
        return sink == access.log()
                || (sink instanceof SqlModels models && models.access().log() == access.log());
    }

    /**
     * Reads a run's log again, entry by entry as it came. Points, iterations and modules that were removed since are
     * missing from their entries; the entries themselves stay.
     *
     * @param from number of the first entry wanted
     * @param limit at most so many entries, from 1; large ones may be fewer, but never none where there are more
     * @return empty where the run has no entry of that number yet
     * @throws io.github.djltracker.domain.NotFoundException if there is no such run
     */
    public List<RunEntry> entries(UUID run, long from, int limit) {
        requireNonNull(run, "run");
        Limits.integer("from", from);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is out of range: it must be 1 or more");
        }
        return access.database().read(session -> LogReader.read(session, run, from, limit));
    }

    /** The number of the entry that is wanted next: 0 for a run that is not there. */
    public long next(UUID run) {
        requireNonNull(run, "run");
        return access.database().read(session -> {
            RunState state = RunState.read(session, run);
            return state == null ? 0L : state.next();
        });
    }

    /** All points of one series in columns; none where there is no such series. */
    Points points(UUID run, String name, @Nullable String phase) {
        return access.database().read(session -> {
            RunState state = RunState.read(session, run);
            if (state != null) {
                for (RunPoints some : RunPoints.ofModel(session, state.model(), Set.of(run), name)) {
                    for (SeriesRow series : some.series()) {
                        if (Objects.equals(series.phase(), phase)) {
                            return some.all(series);
                        }
                    }
                }
            }
            return new Points(0);
        });
    }

    /** Waits for a write that is under way, then closes. A second call does nothing. */
    @Override
    public void close() {
        access.database().close();
    }
}
