package io.github.djltracker.store.session;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A cache of the row numbers of runs, by their ids. A row may have been deleted since; the caller checks that. Not
 * thread-safe.
 */
public final class RunIds {
    /** Maximum number of runs in the cache. */
    private static final int MAX_RUNS = 10_000;

    private static final ListQuery QUERY = new ListQuery("SELECT id, uuid FROM run WHERE uuid IN (%s)");

    // in the order of use, the least recently used first
    private final Map<UUID, Long> known = new LinkedHashMap<>(16, 0.75f, true);

    /** The rows of those runs that exist, ascending. */
    public SortedSet<Long> of(Session session, Collection<UUID> runs) throws SQLException {
        SortedSet<Long> rows = new TreeSet<>();
        List<UUID> missing = new ArrayList<>();
        for (UUID run : runs) {
            Long row = known.get(run);
            if (row == null) {
                missing.add(run);
            } else {
                rows.add(row);
            }
        }
        if (!missing.isEmpty()) {
            QUERY.each(
                    session,
                    row -> {
                        rows.add(row.getLong(1));
                        known.put(Session.uuid(row.getBytes(2)), row.getLong(1));
                    },
                    missing);
            forgetSome();
        }
        return rows;
    }

    /** Removes runs from the cache, and returns whether any of them was in it. */
    public boolean forget(Collection<UUID> runs) {
        return known.keySet().removeAll(runs);
    }

    void clear() {
        known.clear();
    }

    private void forgetSome() {
        Iterator<Long> eldest = known.values().iterator();
        while (known.size() > MAX_RUNS) {
            eldest.next();
            eldest.remove();
        }
    }
}
