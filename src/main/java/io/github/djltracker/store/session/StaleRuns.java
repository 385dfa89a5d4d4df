package io.github.djltracker.store.session;

import java.sql.SQLException;

/** Runs that changed since the values by which they are found were last updated. */
public final class StaleRuns {
    private StaleRuns() {}

    /** Marks a run as changed, in the transaction that changes it. */
    public static void add(Session session, long run) throws SQLException {
        session.update("UPDATE run_state SET indexed = 0 WHERE run = ?", run);
        session.update("INSERT INTO stale_run (run) VALUES (?) ON CONFLICT DO NOTHING", run);
    }
}
