package io.github.djltracker.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of series: ids by run, name and phase, the latest of them remembered. An id is valid as long as its
 * run is there, which the caller has to know. Not thread-safe.
 */
final class SeriesIds {
    /** The name of the series that holds a run's iterations. */
    static final String ITERATIONS = "";
    /** Characters of the names that are remembered; with more, all are forgotten. */
    static final int MAX_CHARACTERS = 300_000;

    private static final int KEY_CHARACTERS = 60;
    private static final byte[] NO_STATISTICS = new Statistics().toBytes();

    private record Key(long run, String name, String phase) {}

    private final Map<Key, Long> known = new HashMap<>();
    private int characters;

    /** The id of a series, made where there is none. */
    long get(Session session, long run, String name, @Nullable String phase) throws SQLException {
        Key key = new Key(run, name, phase == null ? "" : phase);
        Long id = known.get(key);
        if (id == null) {
            id = find(session, run, key.name, key.phase);
            if (id == null) {
                id = session.insert("""
                        INSERT INTO series (run, name, phase, points, statistics) VALUES (?, ?, ?, 0, ?)
                        RETURNING id""", run, key.name, key.phase, NO_STATISTICS);
            }
            remember(key, id);
        }
        return id;
    }

    static @Nullable Long find(Session session, long run, String name, String phase) throws SQLException {
        return session.one(
                row -> row.getLong(1),
                "SELECT id FROM series WHERE run = ? AND name = ? AND phase = ?",
                run,
                name,
                phase);
    }

    void clear() {
        known.clear();
        characters = 0;
    }

    private void remember(Key key, long id) {
        // besides the characters, an entry of the map has its own weight
        int weight = key.name.length() + key.phase.length() + KEY_CHARACTERS;
        if (characters + weight > MAX_CHARACTERS) {
            clear();
        }
        characters += weight;
        known.put(key, id);
    }
}
