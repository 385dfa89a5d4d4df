package io.github.djltracker.store.log;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that several runs add in one transaction, written together. Not thread-safe. */
final class EntryRows {
    private final Session session;
    private final List<@Nullable Object[]> entries = new ArrayList<>();
    private final List<@Nullable Object[]> states = new ArrayList<>();

    EntryRows(Session session) {
        this.session = session;
    }

    /** Adds an entry with its number in the model's order. */
    void entry(long run, long sequence, long number, byte[] body) {
        entries.add(new @Nullable Object[] {run, sequence, number, body});
    }

    /** Adds the new state of a run: the arguments of the statement in {@link #flush}. */
    void state(@Nullable Object... columns) {
        states.add(columns);
    }

    /** Writes the entries now, so that they can be read from the database. */
    void flushEntries() throws SQLException {
        session.updateAll("INSERT INTO entry (run, sequence, number, body) VALUES (?, ?, ?, ?)", entries);
        entries.clear();
    }

    void flush() throws SQLException {
        flushEntries();
        session.updateAll("""
                UPDATE run_state SET next = ?, packed = ?, seen = ?, first_step = ?, last_step = ?, lead = ?,
                    waiting = ?, fullest = ?, indexed = 0
                WHERE run = ?""", states);
        states.clear();
    }
}
