package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.store.chunk.Packer;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.find.RunIndex;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.SeriesIds;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StaleRuns;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the next entries of a run that has been started, in the caller's transaction, which holds the run. One per
 * transaction; not thread-safe.
 */
public final class EntryWriter {
    private final Session session;
    private final RunState state;
    private final long now;
    /** Entries that are not in the database yet: its packer and others look for them there. */
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    private long packed;
    private long waiting;
    private long fullest;

    public EntryWriter(Session session, RunState state, long now) {
        this.session = session;
        this.state = state;
        this.now = now;
        packed = state.packed();
        waiting = state.waiting();
        fullest = state.fullest();
    }

    /** Writes entries that are numbered without gaps from the one that is wanted next; at least one. */
    public void write(List<RunEntry> entries) throws SQLException {
        Range steps = new Range(state.firstStep(), state.lastStep());
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                steps.add(batch);
            }
        }
        long first = entries.get(0).sequence();
        long lead = Rows.take(session, state.model(), entries.size(), steps.added, now) - first;
        if (lead != state.lead()) {
            session.update("INSERT INTO stretch (run, sequence, lead) VALUES (?, ?, ?)", state.run(), first, lead);
        }
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                write(batch, lead);
            } else if (entry instanceof RunEnd end) {
                write(end);
            }
        }
        flush();
        session.update(
                """
                UPDATE run_state SET next = ?, packed = ?, seen = ?, first_step = ?, last_step = ?, lead = ?,
                    waiting = ?, fullest = ?, indexed = 0
                WHERE run = ?""", first + entries.size(), packed, now, steps.first, steps.last, lead, waiting, fullest, state.run());
        if (entries.get(entries.size() - 1) instanceof RunEnd) {
            RunIndex.refresh(session, state.run());
        } else if (state.isIndexed()) {
            StaleRuns.add(session, state.run());
        }
    }

    private void write(RunBatch batch, long lead) throws SQLException {
        SeriesIds.Ids ids = session.series.of(session, state.run(), batch);
        if (!batch.modules().isEmpty()) {
            flush();
            IterationModules.insert(session, state, packed, batch, batch.sequence() + lead);
        }
        int most = batch.iterations().count();
        for (SeriesColumns columns : batch.series()) {
            most = Math.max(most, columns.count());
        }
        add(batch, session.entries.encode(batch, ids.iterations(), ids.series()));
        waiting += batch.points();
        fullest += most;
        if (Packer.isDue(waiting, fullest)) {
            pack(batch.sequence() + 1, false);
        }
    }

    private void write(RunEnd end) throws SQLException {
        pack(end.sequence(), true);
        add(end, EntryCodec.encodeJson(end));
        session.update(
                "UPDATE run SET status = ?, ended = ?, losses = ?, error = ? WHERE id = ?",
                end.status().name(),
                end.time().toEpochMilli(),
                AttributesJson.write(new TreeMap<>(end.losses())),
                end.error(),
                state.run());
    }

    private void add(RunEntry entry, byte[] body) {
        rows.add(new @Nullable Object[] {state.run(), entry.sequence(), body});
    }

    private void flush() throws SQLException {
        session.updateAll("INSERT INTO entry (run, sequence, body) VALUES (?, ?, ?)", rows);
        rows.clear();
    }

    private void pack(long next, boolean whole) throws SQLException {
        flush();
        Packer.pack(session, state.run(), packed, next, whole);
        packed = next;
        waiting = 0;
        fullest = 0;
    }

    /** The steps of a run, and the highest that was added. */
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

        void add(RunBatch batch) {
            add(batch.iterations().steps());
            for (SeriesColumns columns : batch.series()) {
                add(columns.steps());
            }
        }

        private void add(long[] steps) {
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
