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
 * How far a run is, as the database has it.
 *
 * @param ended whether its end was recorded
 * @param lead number of its last entry in the model's order, less its number in the run
 * @param waiting points that are not packed yet
 * @param fullest how many of them the fullest series can have at most
 * @param isIndexed whether all of it is among the values by which runs are found
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

    /** Where this transaction writes, no other writes to the run before it ends. */
    public static @Nullable RunState read(Session session, UUID run) throws SQLException {
        return read(session, List.of(run)).get(run);
    }

    /**
     * Those of some runs, without those that are not there; locked as one is, in the order of their rows.
     *
     * @param runs 1 to {@value ListQuery#MOST}
     */
    static Map<UUID, RunState> read(Session session, List<UUID> runs) throws SQLException {
        Map<UUID, RunState> states = new HashMap<>();
        QUERY.eachLocked(session, row -> states.put(Session.uuid(row.getBytes(12)), map(row)), runs);
        return states;
    }

    /** Whether a run was there, and will not be again. */
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
