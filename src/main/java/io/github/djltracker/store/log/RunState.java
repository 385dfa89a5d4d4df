package io.github.djltracker.store.log;

import io.github.djltracker.store.session.ListQuery;
import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String COLUMNS =
            "s.run, s.next, s.packed, s.first_step, s.last_step, s.lead, s.waiting, s.fullest, s.indexed";
    private static final ListQuery STATES_WITH_RUNS = new ListQuery("SELECT " + COLUMNS + ", r.uuid, r.model, r.status"
            + " FROM run_state s JOIN run r ON r.id = s.run WHERE s.run IN (%s) ORDER BY s.run");
    private static final ListQuery STATES =
            new ListQuery("SELECT " + COLUMNS + " FROM run_state s WHERE s.run IN (%s) ORDER BY s.run");
    private static final ListQuery RUNS = new ListQuery("SELECT id, uuid, model, status FROM run WHERE id IN (%s)");

    /**
     * Reads the state of a run. In a writing transaction, the row stays locked until the transaction ends, so no other
     * transaction writes to the run.
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
        read(session, session.runs.of(session, runs), states);
        List<UUID> missing =
                runs.stream().filter(run -> !states.containsKey(run)).toList();
        // a cached row may have been deleted, and the run may have a new row since
        if (session.runs.forget(missing)) {
            read(session, session.runs.of(session, missing), states);
        }
        return states;
    }

    private static void read(Session session, Set<Long> rows, Map<UUID, RunState> found) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (session.isSpread()) {
            readApart(session, List.copyOf(rows), found);
            return;
        }
        STATES_WITH_RUNS.eachLocked(
                session,
                row -> found.put(
                        Session.uuid(row.getBytes(10)), map(row).of(row.getLong(11), row.getString(12) != null)),
                List.copyOf(rows));
    }

    /**
     * Reads states and runs one after the other. The table of runs is copied to every machine and must not be locked. A
     * run changes only while its state is locked, so the states are read and locked first, and then the runs.
     */
    private static void readApart(Session session, List<Long> rows, Map<UUID, RunState> found) throws SQLException {
        Map<Long, RunState> states = new HashMap<>();
        STATES.eachLocked(session, row -> states.put(row.getLong(1), map(row)), rows);
        if (!states.isEmpty()) {
            RUNS.each(
                    session,
                    row -> {
                        RunState state = states.get(row.getLong(1));
                        if (state != null) {
                            found.put(
                                    Session.uuid(row.getBytes(2)), state.of(row.getLong(3), row.getString(4) != null));
                        }
                    },
                    List.copyOf(states.keySet()));
        }
    }

    private RunState of(long itsModel, boolean hasEnded) {
        return new RunState(
                run, itsModel, hasEnded, next, packed, firstStep, lastStep, lead, waiting, fullest, isIndexed);
    }

    /** Reads the state, except for the columns of the run's own row. */
    private static RunState map(ResultSet row) throws SQLException {
        return new RunState(
                row.getLong(1),
                0,
                false,
                row.getLong(2),
                row.getLong(3),
                Session.longOrNull(row, 4),
                Session.longOrNull(row, 5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9) == 1);
    }
}
