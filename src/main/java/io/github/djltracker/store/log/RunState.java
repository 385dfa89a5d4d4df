package io.github.djltracker.store.log;

import io.github.djltracker.store.session.ListQuery;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run in the database.
 *
 * @param ended whether its end was recorded
 * @param lead the position of its last entry in the model's order, minus its sequence number
 * @param waiting number of points that are not packed yet
 * @param fullest upper bound of the number of unpacked points of any one series
 * @param isIndexed whether all its values are up to date in the table by which runs are found
 */
public record RunState(
        long run,
        long model,
        boolean ended,
        long next,
        long packed,
        @Nullable Long firstStep,
        @Nullable Long lastStep,
        long lead,
        long waiting,
        long fullest,
        boolean isIndexed) {
    private static final ListQuery QUERY = new ListQuery("""
            SELECT s.run, r.model, r.status, s.next, s.packed, s.first_step, s.last_step, s.lead, s.waiting,
                s.fullest, s.indexed, r.uuid
            FROM run r JOIN run_state s ON s.run = r.id WHERE r.uuid IN (%s) ORDER BY r.id""");

    /**
     * Reads the state of a run. In a writing transaction, the row stays locked until its end, so no other transaction
     * writes to the run.
     */
    public static @Nullable RunState read(Session session, UUID run) throws SQLException {
        return read(session, List.of(run)).get(run);
    }

    /**
     * Reads the states of the runs that exist, and locks them as for one run, in the order of their rows.
     *
     * @param runs 1 to {@value ListQuery#MOST}
     */
    static Map<UUID, RunState> read(Session session, List<UUID> runs) throws SQLException {
        Map<UUID, RunState> states = new HashMap<>();
        QUERY.eachLocked(session, row -> states.put(Session.uuid(row.getBytes(12)), map(row)), runs);
        return states;
    }

    /** Whether a run existed and was deleted, so that it cannot come back. */
    public static boolean isDeleted(Session session, UUID run) throws SQLException {
        return session.one(row -> true, "SELECT 1 FROM deleted_run WHERE uuid = ?", run) != null;
    }

    private static RunState map(ResultSet row) throws SQLException {
        return new RunState(
                row.getLong(1),
                row.getLong(2),
                row.getString(3) != null,
                row.getLong(4),
                row.getLong(5),
                Session.longOrNull(row, 6),
                Session.longOrNull(row, 7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getInt(11) == 1);
    }
}
