package io.github.djltracker.store.session;

import java.sql.SQLException;

/**
 * A pool of sessions. Each session is used by one thread at a time, and is handed out without an open transaction. Once
 * the pool is closed, requests throw {@link io.github.djltracker.domain.error.ClosedException}. Thread-safe.
 */
public interface Sessions {
    /** A session for writing; waits if all are in use. */
    Session writer() throws SQLException;

    /** A session for reading; waits if all are in use. */
    Session reader() throws SQLException;

    /** Returns a session; called by the thread that has it. */
    void giveBack(Session session);

    /** Waits for writing sessions; reading sessions are closed when they are returned. A second call does nothing. */
    void close() throws SQLException;
}
