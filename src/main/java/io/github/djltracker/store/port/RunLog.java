package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.AsyncRunLogs;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.log.LogReader;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.store.session.DeletedRuns;
import io.github.djltracker.store.session.StoredAnnotations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The sink of a database: each call is part of one transaction. Everything is read within the transaction, so it does
 * not matter which process wrote before. Thread-safe.
 */
public record RunLog(Access access) implements AsyncRunLogs {
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

    /** Appends all entries or none, in one transaction. */
    @Override
    public long append(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        Sink through = access.through();
        if (through != null) {
            return through.append(run, entries);
        }
        check(run, entries);
        return access.appends().append(run, entries);
    }

    @Override
    public CompletableFuture<Long> appendAsync(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        Sink through = access.through();
        if (through != null) {
            return CompletableFuture.supplyAsync(() -> through.append(run, entries));
        }
        check(run, entries);
        return access.appends().appendAsync(run, entries);
    }

    private static void check(UUID run, List<RunEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        for (RunEntry entry : entries) {
            if (entry instanceof RunStart start && !start.run().equals(run)) {
                throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
            }
        }
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
                throw DeletedRuns.has(session, run)
                        ? new DeletedException(run)
                        : new NotFoundException("there is no run " + run);
            }
            return StoredAnnotations.addToRun(
                    session, state.run(), said, access.clock().instant());
        });
    }
}
