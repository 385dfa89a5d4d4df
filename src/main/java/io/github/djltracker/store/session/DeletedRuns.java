package io.github.djltracker.store.session;

import java.sql.SQLException;
import java.util.UUID;

/** Runs that were deleted. Entries of such a run are rejected, so that it is not created again. */
public final class DeletedRuns {
    private DeletedRuns() {}

    /** Whether a run was deleted. */
    public static boolean has(Session session, UUID run) throws SQLException {
        return session.one(row -> true, "SELECT 1 FROM deleted_run WHERE uuid = ?", run) != null;
    }

    /** Remembers a run, in the transaction that deletes it. */
    public static void add(Session session, UUID run) throws SQLException {
        session.update("INSERT INTO deleted_run (uuid) VALUES (?) ON CONFLICT DO NOTHING", run);
    }

    /**
     * Remembers all runs of a model, in the transaction that deletes it. No run of the model can start before that
     * transaction ends.
     */
    public static void addOfModel(Session session, long model) throws SQLException {
        Rows.lockOrder(session, model);
        session.update(
                "INSERT INTO deleted_run (uuid) SELECT uuid FROM run WHERE model = ? ON CONFLICT DO NOTHING", model);
    }
}
