package io.github.djltracker.store.session;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of runs by their UUIDs, the latest of them remembered. A run that is deleted does not come back, nor does its
 * row; whether it is still there, the caller has to know. Not thread-safe.
 */
public final class RunIds {
    /** Runs that are remembered. */
    static final int MAX_RUNS = 500;

    private final Map<UUID, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > MAX_RUNS;
        }
    };

    /** The row of a run, null where there is none. */
    @Nullable
    public Long find(Session session, UUID run) throws SQLException {
        Long id = known.get(run);
        if (id == null) {
            id = session.one(row -> row.getLong(1), "SELECT id FROM run WHERE uuid = ?", run);
            if (id != null) {
                known.put(run, id);
            }
        }
        return id;
    }

    void clear() {
        known.clear();
    }
}
