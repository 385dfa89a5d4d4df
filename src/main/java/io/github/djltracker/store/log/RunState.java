package io.github.djltracker.store.log;

import io.github.djltracker.store.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
    /** Runs that are asked for at a time, at the most. */
    static final int MOST = 128;

    /** By how many runs are asked for, so that there are few: the last of a list is repeated. */
    private static final NavigableMap<Integer, String> QUERIES = new TreeMap<>();

    static {
        for (int size : new int[] {1, 8, 32, MOST}) {
            QUERIES.put(size, """
                    SELECT s.run, r.model, r.status, s.next, s.packed, s.first_step, s.last_step, s.lead, s.waiting,
                        s.fullest, s.indexed, r.uuid
                    FROM run r JOIN run_state s ON s.run = r.id WHERE r.uuid IN (%s) ORDER BY r.id""".formatted(String.join(", ", Collections.nCopies(size, "?"))));
        }
    }

    /** Where this transaction writes, no other writes to the run before it ends. */
    public static @Nullable RunState read(Session session, UUID run) throws SQLException {
        return read(session, List.of(run)).get(run);
    }

    /**
     * Those of some runs, without those that are not there; locked as one is, in the order of their rows.
     *
     * @param runs 1 to {@value #MOST}
     */
    static Map<UUID, RunState> read(Session session, List<UUID> runs) throws SQLException {
        Map.Entry<Integer, String> query = QUERIES.ceilingEntry(runs.size());
        Object[] asked = new Object[query.getKey()];
        Arrays.fill(asked, runs.get(runs.size() - 1));
        System.arraycopy(runs.toArray(), 0, asked, 0, runs.size());
        Map<UUID, RunState> states = new HashMap<>();
        session.eachLocked(row -> states.put(Session.uuid(row.getBytes(12)), map(row)), query.getValue(), asked);
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
