package io.github.djltracker.store.log;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.session.DeletedRuns;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends to different runs, written in one transaction. A rejected append does not affect the others. Not thread-safe.
 */
final class AppendGroup {
    private final Database database;
    private final List<Append> appends;
    private final long now;
    /** Whether the transaction has begun to write, and has not reached its commit. */
    private boolean isWriting;
    /** Why the database accepts nothing at the moment; null if it is available. */
    private @Nullable RuntimeException unavailable;

    /** A group of one append, or of several appends none of which starts a run. */
    AppendGroup(Database database, List<Append> appends, long now) {
        this.database = database;
        this.appends = appends;
        this.now = now;
    }

    /** The result of one append: the next expected sequence number, or the reason for its rejection. */
    private record Outcome(long next, @Nullable RuntimeException refusal) {}

    /** Writes the appends, and completes each with its outcome. */
    void write() {
        try {
            // a client may forget a run as soon as its end is acknowledged
            boolean isForced = appends.stream().anyMatch(Append::isEnd);
            List<Outcome> outcomes = database.write(this::in, isForced);
            for (int i = 0; i < appends.size(); i++) {
                Outcome outcome = outcomes.get(i);
                if (outcome.refusal == null) {
                    appends.get(i).succeeded(outcome.next);
                } else {
                    appends.get(i).failed(outcome.refusal);
                }
            }
        } catch (RuntimeException e) {
            if (isWriting && appends.size() > 1) {
                writeOneByOne();
            } else {
                unavailable = isWriting ? null : e;
                appends.forEach(append -> append.failed(e));
            }
        }
    }

    /** Repeats each append in a transaction of its own, because it is unknown which one failed. */
    private void writeOneByOne() {
        for (Append append : appends) {
            if (unavailable != null) {
                append.failed(unavailable);
                continue;
            }
            AppendGroup alone = new AppendGroup(database, List.of(append), now);
            alone.write();
            unavailable = alone.unavailable;
        }
    }

    private List<Outcome> in(Session session) throws SQLException {
        isWriting = true;
        Map<UUID, RunState> states = RunState.read(
                session, appends.stream().map(append -> append.run).toList());
        List<Outcome> outcomes = new ArrayList<>(appends.size());
        List<EntryWriter> writers = new ArrayList<>(appends.size());
        for (Append append : appends) {
            outcomes.add(prepare(session, append, states.get(append.run), writers));
        }
        write(session, writers);
        isWriting = false;
        return outcomes;
    }

    private Outcome prepare(Session session, Append append, @Nullable RunState found, List<EntryWriter> writers)
            throws SQLException {
        try {
            RunState state = found == null ? start(session, append) : found;
            List<RunEntry> wanted = wanted(append, state);
            if (!wanted.isEmpty()) {
                writers.add(new EntryWriter(session, state, wanted));
            }
            return new Outcome(state.next() + wanted.size(), null);
        } catch (GapException | RejectedException | DeletedException e) {
            if (append.isStart()) {
                // the start may have been written already, and must be rolled back
                throw e;
            }
            return new Outcome(0, e);
        }
    }

    private void write(Session session, List<EntryWriter> writers) throws SQLException {
        ModelOrders orders = new ModelOrders();
        writers.forEach(writer -> writer.need(orders));
        orders.take(session, now);
        EntryRows rows = new EntryRows(session);
        for (EntryWriter writer : writers) {
            writer.write(orders, rows, now);
        }
        rows.flush();
        for (EntryWriter writer : writers) {
            writer.finish();
        }
    }

    private RunState start(Session session, Append append) throws SQLException {
        if (DeletedRuns.has(session, append.run)) {
            throw new DeletedException(append.run);
        }
        if (!(append.entries.get(0) instanceof RunStart start)) {
            throw new GapException(append.run, append.entries.get(0).sequence(), 0);
        }
        Starts.insert(session, start, now);
        RunState state = RunState.read(session, append.run);
        // another transaction may have started and deleted the run since it was not found
        if (state == null || DeletedRuns.has(session, append.run)) {
            throw new DeletedException(append.run);
        }
        return state;
    }

    /** The entries that the run does not have yet, after a check that it accepts all of them. */
    private static List<RunEntry> wanted(Append append, RunState state) {
        List<RunEntry> wanted = new ArrayList<>(append.entries.size());
        long next = state.next();
        boolean isEnded = state.ended();
        for (RunEntry entry : append.entries) {
            if (entry.sequence() < next) {
                continue;
            }
            if (isEnded) {
                throw new RejectedException("run " + append.run + " ended with entry " + (next - 1) + ": entry "
                        + entry.sequence() + " is rejected");
            }
            if (entry.sequence() > next) {
                throw new GapException(append.run, entry.sequence(), next);
            }
            isEnded = entry instanceof RunEnd;
            wanted.add(entry);
            next++;
        }
        return wanted;
    }
}
