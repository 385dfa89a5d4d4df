package io.github.djltracker.store.port;

import io.github.djltracker.domain.run.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** How many runs there are of each status that any has. */
final class RunCounts {
    private RunCounts() {}

    /** From five columns: how many finished, failed, were interrupted, have no end, and of the last are lost. */
    static Map<RunStatus, Long> map(ResultSet row, int column) throws SQLException {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        put(counts, RunStatus.FINISHED, row.getLong(column));
        put(counts, RunStatus.FAILED, row.getLong(column + 1));
        put(counts, RunStatus.INTERRUPTED, row.getLong(column + 2));
        put(counts, RunStatus.RUNNING, row.getLong(column + 3) - row.getLong(column + 4));
        put(counts, RunStatus.LOST, row.getLong(column + 4));
        return counts;
    }

    private static void put(Map<RunStatus, Long> counts, RunStatus status, long count) {
        if (count > 0) {
            counts.put(status, count);
        }
    }
}
