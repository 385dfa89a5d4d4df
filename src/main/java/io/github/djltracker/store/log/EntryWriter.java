package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.store.chunk.Packer;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.find.RunIndex;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StaleRuns;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes the next entries of a run that has been started, in the caller's transaction, which has locked the run. One
 * instance per run and transaction; not thread-safe.
 */
final class EntryWriter {
    private final Session session;
    private final RunState state;
    /** At least one. The sequence numbers are consecutive and begin with the next expected one. */
    private final List<RunEntry> entries;

    private final StepRange steps;
    private long packed;
    private long waiting;
    private long fullest;

    EntryWriter(Session session, RunState state, List<RunEntry> entries) {
        this.session = session;
        this.state = state;
        this.entries = entries;
        steps = StepRange.of(state, entries);
        packed = state.packed();
        waiting = state.waiting();
        fullest = state.fullest();
    }

    /** Announces the rows that the write needs, so that they are read together. */
    void need(ModelOrders orders) {
        orders.need(state.model(), entries.size(), steps.added());
    }

    /**
     * Writes the entries. Most rows are written only when {@code rows} is flushed, together with those of other runs.
     */
    void write(ModelOrders orders, EntryRows rows, long now) throws SQLException {
        long first = entries.get(0).sequence();
        long lead = orders.next(state.model(), entries.size()) - first;
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                write(batch, lead, rows);
            } else if (entry instanceof RunEnd end) {
                write(end, lead, rows);
            }
        }
        rows.state(
                first + entries.size(), packed, now, steps.first(), steps.last(), lead, waiting, fullest, state.run());
    }

    /** Finishes the write after all rows are in the database. */
    void finish() throws SQLException {
        if (entries.get(entries.size() - 1) instanceof RunEnd) {
            RunIndex.refresh(session, state.run());
        } else if (state.isIndexed()) {
            StaleRuns.add(session, state.run());
        }
    }

    private void write(RunBatch batch, long lead, EntryRows rows) throws SQLException {
        SeriesIds.Ids ids = session.series.of(session, state.run(), batch);
        if (!batch.modules().isEmpty()) {
            rows.flushEntries();
            IterationModules.insert(session, state, packed, batch, batch.sequence() + lead);
        }
        int most = batch.iterations().count();
        for (SeriesColumns columns : batch.series()) {
            most = Math.max(most, columns.count());
        }
        rows.entry(
                state.run(),
                batch.sequence(),
                batch.sequence() + lead,
                session.entries.encode(batch, ids.iterations(), ids.series()));
        waiting += batch.points();
        fullest += most;
        if (Packer.isDue(waiting, fullest)) {
            pack(batch.sequence() + 1, false, rows);
        }
    }

    private void write(RunEnd end, long lead, EntryRows rows) throws SQLException {
        pack(end.sequence(), true, rows);
        rows.entry(state.run(), end.sequence(), end.sequence() + lead, EntryCodec.encodeJson(end));
        session.update(
                "UPDATE run SET status = ?, ended = ?, losses = ?, error = ? WHERE id = ?",
                end.status().name(),
                end.time().toEpochMilli(),
                AttributesJson.write(new TreeMap<>(end.losses())),
                end.error(),
                state.run());
    }

    private void pack(long next, boolean whole, EntryRows rows) throws SQLException {
        rows.flushEntries();
        Packer.pack(session, state.run(), packed, next, waiting, whole);
        packed = next;
        waiting = 0;
        fullest = 0;
    }
}
