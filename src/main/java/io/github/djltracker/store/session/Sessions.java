package io.github.djltracker.store.session;

import java.sql.SQLException;

/**
 * Where sessions come from and go back to. Each is used by one thread at a time, and comes without an open transaction.
 * Once closed, nobody gets one: {@link io.github.djltracker.domain.error.ClosedException}. Thread-safe.
 */
public interface Sessions {
    /** A session to write with; waits for one where all are in use. */
    Session writer() throws SQLException;

    /** A session to read with; waits for one where all are in use. */
    Session reader() throws SQLException;

    /** Takes a session back from the thread that has it. */
    void giveBack(Session session);

    /** Waits for writing sessions; reading sessions are closed when they are returned. A second call does nothing. */
    void close() throws SQLException;
}
