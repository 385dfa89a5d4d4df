package io.github.djltracker.store.port;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The number of runs of some models for each status that occurs, and of their unpacked points. Not thread-safe. */
final class RunCounts {
    private static final String RUNS = " FROM model m JOIN run r ON r.model = m.id";

    private final Map<Long, Map<RunStatus, Long>> counts = new HashMap<>();
    private final Map<Long, Long> waiting = new HashMap<>();

    private RunCounts() {}

    /**
     * Reads the counts.
     *
     * @param owner the column that the counts are grouped by: {@code m.experiment} or {@code r.model}
     * @param where the condition on models {@code m}, with these arguments
     * @param lostBefore a run without an end that was last seen before this time is lost
     */
    static RunCounts read(Session session, String owner, String where, long lostBefore, Object... arguments)
            throws SQLException {
        RunCounts read = new RunCounts();
        session.each(
                row -> read.add(row.getLong(1), status(row.getString(2)), row.getLong(3)),
                "SELECT " + owner + ", r.status, count(*)" + RUNS + " WHERE " + where + " GROUP BY " + owner
                        + ", r.status",
                arguments);
        Object[] all = new Object[arguments.length + 1];
        all[0] = lostBefore;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        session.each(
                row -> {
                    read.lost(row.getLong(1), row.getLong(2));
                    read.waiting.put(row.getLong(1), row.getLong(3));
                },
                "SELECT " + owner + ", sum(CASE WHEN s.seen < ? THEN 1 ELSE 0 END), sum(s.waiting)" + RUNS
                        + " JOIN run_state s ON s.run = r.id WHERE " + where + " AND r.status IS NULL GROUP BY "
                        + owner,
                all);
        return read;
    }

    private static RunStatus status(@Nullable String ended) {
        return ended == null ? RunStatus.RUNNING : RunStatus.valueOf(ended);
    }

    private void add(long owner, RunStatus status, long count) {
        if (count > 0) {
            counts.computeIfAbsent(owner, any -> new EnumMap<>(RunStatus.class)).merge(status, count, Long::sum);
        }
    }

    private void lost(long owner, long count) {
        add(owner, RunStatus.LOST, count);
        of(owner).computeIfPresent(RunStatus.RUNNING, (any, all) -> all > count ? all - count : null);
    }

    /** The counts of one owner. */
    Map<RunStatus, Long> of(long owner) {
        return counts.computeIfAbsent(owner, any -> new EnumMap<>(RunStatus.class));
    }

    /** Number of unpacked points of its runs that have not ended. */
    long waiting(long owner) {
        return waiting.getOrDefault(owner, 0L);
    }
}
