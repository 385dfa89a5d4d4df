package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.log.EntryWriter;
import io.github.djltracker.store.log.LogReader;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.store.log.Starts;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StoredAnnotations;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sink of a database: one transaction a call. Everything is read anew in the transaction, so it does not matter
 * which process wrote before. Thread-safe.
 */
public record RunLog(Access access) implements RunLogs {
    @Override
    public long next(UUID run) {
        requireNonNull(run, "run");
        return access.read(session -> {
            RunState state = RunState.read(session, run);
            return state == null ? 0L : state.next();
        });
    }

    @Override
    public List<RunEntry> entries(UUID run, long from, int limit) {
        requireNonNull(run, "run");
        Limits.integer("from", from);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is out of range: it must be 1 or more");
        }
        return access.read(session -> LogReader.read(session, run, from, limit));
    }

    @Override
    public Optional<Model> model(UUID run) {
        requireNonNull(run, "run");
        return access.read(session -> Optional.ofNullable(SqlModel.ofRun(session, access, run)));
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        return append(run, List.of(requireNonNull(entry, "entry")));
    }

    /** All of them or none, in one transaction. */
    @Override
    public long append(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        Sink through = access.through();
        if (through != null) {
            return through.append(run, entries);
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        for (RunEntry entry : entries) {
            if (entry instanceof RunStart start && !start.run().equals(run)) {
                throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
            }
        }
        // who sent it may forget the run once this returns
        boolean isEnd = entries.get(entries.size() - 1) instanceof RunEnd;
        return access.database().write(session -> append(session, run, entries), isEnd);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        requireNonNull(run, "run");
        Sink through = access.through();
        if (through != null) {
            through.annotate(run, said);
            return;
        }
        access.database().write(session -> {
            RunState state = RunState.read(session, run);
            if (state == null) {
                throw isDeleted(session, run)
                        ? new DeletedException(run)
                        : new NotFoundException("there is no run " + run);
            }
            return StoredAnnotations.addToRun(
                    session, state.run(), said, access.clock().instant());
        });
    }

    private long append(Session session, UUID run, List<RunEntry> entries) throws SQLException {
        long now = access.clock().millis();
        RunState state = RunState.read(session, run);
        if (state == null) {
            state = start(session, run, entries.get(0), now);
        }
        List<RunEntry> wanted = wanted(run, state, entries);
        if (!wanted.isEmpty()) {
            new EntryWriter(session, state, now).write(wanted);
        }
        return state.next() + wanted.size();
    }

    private static RunState start(Session session, UUID run, RunEntry first, long now) throws SQLException {
        if (isDeleted(session, run)) {
            throw new DeletedException(run);
        }
        if (!(first instanceof RunStart start)) {
            throw new GapException(run, first.sequence(), 0);
        }
        Starts.insert(session, start, now);
        RunState state = RunState.read(session, run);
        // since it was not found before, others may have started and deleted it
        if (state == null || isDeleted(session, run)) {
            throw new DeletedException(run);
        }
        return state;
    }

    /** Those of the entries that the run does not have yet, none of which it refuses. */
    private static List<RunEntry> wanted(UUID run, RunState state, List<RunEntry> entries) {
        List<RunEntry> wanted = new ArrayList<>(entries.size());
        long next = state.next();
        boolean isEnded = state.ended();
        for (RunEntry entry : entries) {
            if (entry.sequence() < next) {
                continue;
            }
            if (isEnded) {
                throw new RejectedException("run " + run + " ended with entry " + (next - 1) + ": entry "
                        + entry.sequence() + " is refused");
            }
            if (entry.sequence() > next) {
                throw new GapException(run, entry.sequence(), next);
            }
            isEnded = entry instanceof RunEnd;
            wanted.add(entry);
            next++;
        }
        return wanted;
    }

    private static boolean isDeleted(Session session, UUID run) throws SQLException {
        return session.one(row -> true, "SELECT 1 FROM deleted_run WHERE uuid = ?", run) != null;
    }
}
