package io.github.djltracker.store.log;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
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

    /** Where this transaction writes, no other writes to the run before it ends. */
    public static @Nullable RunState read(Session session, UUID run) throws SQLException {
        Long id = session.runs.find(session, run);
        return id == null
                ? null
                : session.oneLocked(
                        row -> new RunState(
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
                                row.getInt(11) == 1),
                        """
                SELECT s.run, r.model, r.status, s.next, s.packed, s.first_step, s.last_step, s.lead, s.waiting,
                    s.fullest, s.indexed
                FROM run r JOIN run_state s ON s.run = r.id WHERE r.id = ?""",
                        id);
    }
}
