package io.github.djltracker.store;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.DeletedException;
import io.github.djltracker.domain.GapException;
import io.github.djltracker.domain.Limits;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RejectedException;
import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.domain.RunEnd;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.RunStart;
import io.github.djltracker.domain.SeriesColumns;
import io.github.djltracker.wire.AttributesJson;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sink of a database: one transaction an entry. Everything is read anew in the transaction, so it does not matter
 * which process wrote before. Thread-safe.
 */
record RunLog(Access access) implements RunLogs {
    @Override
    public long next(UUID run) {
        requireNonNull(run, "run");
        return access.database().read(session -> {
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
        return access.database().read(session -> LogReader.read(session, run, from, limit));
    }

    @Override
    public Optional<Model> model(UUID run) {
        requireNonNull(run, "run");
        return access.database().read(session -> Optional.ofNullable(SqlModel.ofRun(session, access, run)));
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        requireNonNull(run, "run");
        requireNonNull(entry, "entry");
        if (entry instanceof RunStart start && !start.run().equals(run)) {
            throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
        }
        return access.database().write(session -> append(session, run, entry));
    }

    private long append(Session session, UUID run, RunEntry entry) throws SQLException {
        RunState state = RunState.read(session, run);
        if (state == null && isDeleted(session, run)) {
            throw new DeletedException(run);
        }
        long next = state == null ? 0 : state.next();
        if (entry.sequence() < next) {
            return next;
        }
        if (state != null && state.ended()) {
            throw new RejectedException(
                    "run " + run + " ended with entry " + (next - 1) + ": entry " + entry.sequence() + " is refused");
        }
        if (entry.sequence() > next) {
            throw new GapException(run, entry.sequence(), next);
        }
        if (entry instanceof RunStart start) {
            Starts.insert(session, start, access.clock().millis());
        } else if (state == null) {
            throw new GapException(run, entry.sequence(), 0);
        } else if (entry instanceof RunBatch batch) {
            insert(session, state, batch);
        } else if (entry instanceof RunEnd end) {
            insert(session, state, end);
        }
        return next + 1;
    }

    private static boolean isDeleted(Session session, UUID run) throws SQLException {
        return session.one(row -> true, "SELECT 1 FROM deleted_run WHERE uuid = ?", run) != null;
    }

    private void insert(Session session, RunState state, RunBatch batch) throws SQLException {
        long iterations = 0;
        int fullest = batch.iterations().count();
        if (fullest > 0) {
            iterations = session.series.get(session, state.run(), SeriesIds.ITERATIONS, null);
        }
        long[] series = new long[batch.series().size()];
        Range range = new Range(state.firstStep(), state.lastStep());
        range.add(batch.iterations().steps());
        for (int i = 0; i < series.length; i++) {
            SeriesColumns columns = batch.series().get(i);
            series[i] = session.series.get(session, state.run(), columns.name(), columns.phase());
            fullest = Math.max(fullest, columns.count());
            range.add(columns.steps());
        }
        if (!batch.modules().isEmpty()) {
            IterationModules.insert(session, state, batch);
        }
        insertEntry(session, state, batch.sequence(), session.entries.encode(batch, iterations, series));
        long waiting = state.waiting() + batch.points();
        long full = state.fullest() + fullest;
        update(session, state, range, waiting, full);
        if (Packer.isDue(waiting, full)) {
            Packer.pack(session, state.run(), state.packed(), batch.sequence() + 1, false);
        }
    }

    private void insert(Session session, RunState state, RunEnd end) throws SQLException {
        Packer.pack(session, state.run(), state.packed(), end.sequence(), true);
        insertEntry(session, state, end.sequence(), EntryCodec.encodeJson(end));
        update(session, state, new Range(state.firstStep(), state.lastStep()), 0, 0);
        Map<String, Object> losses = new TreeMap<>(end.losses());
        session.update(
                "UPDATE run SET status = ?, ended = ?, losses = ?, error = ? WHERE id = ?",
                end.status().name(),
                end.time().toEpochMilli(),
                AttributesJson.write(losses),
                end.error(),
                state.run());
    }

    private static void insertEntry(Session session, RunState state, long sequence, byte[] body) throws SQLException {
        session.update("INSERT INTO entry (run, sequence, body) VALUES (?, ?, ?)", state.run(), sequence, body);
        long lead = state.recorded() + 1 - sequence;
        if (lead != state.lead()) {
            session.update("INSERT INTO stretch (run, sequence, lead) VALUES (?, ?, ?)", state.run(), sequence, lead);
        }
    }

    private void update(Session session, RunState state, Range range, long waiting, long fullest) throws SQLException {
        long number = state.recorded() + 1;
        session.update(
                """
                UPDATE run_state SET next = ?, seen = ?, first_step = ?, last_step = ?, lead = ?, waiting = ?,
                    fullest = ?
                WHERE run = ?""",
                state.next() + 1,
                access.clock().millis(),
                range.first,
                range.last,
                number - state.next(),
                waiting,
                fullest,
                state.run());
        long step = range.added < 0 ? state.modelStep() : Math.max(state.modelStep(), range.added);
        session.update("UPDATE model_state SET step = ?, recorded = ? WHERE model = ?", step, number, state.model());
    }

    /** The steps of a run, and the highest that an entry added. */
    private static final class Range {
        @Nullable
        Long first;

        @Nullable
        Long last;

        long added = -1;

        Range(@Nullable Long first, @Nullable Long last) {
            this.first = first;
            this.last = last;
        }

        void add(long[] steps) {
            if (steps.length == 0) {
                return;
            }
            long least = first == null ? Long.MAX_VALUE : first;
            for (long step : steps) {
                least = Math.min(least, step);
                added = Math.max(added, step);
            }
            first = least;
            last = last == null ? added : Math.max(last, added);
        }
    }
}
