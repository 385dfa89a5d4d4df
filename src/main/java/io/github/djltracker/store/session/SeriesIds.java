package io.github.djltracker.store.session;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.store.codec.Statistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of series: ids by run, name and phase, the latest of them remembered. An id is valid as long as its
 * run is there, which the caller has to know. Not thread-safe.
 */
public final class SeriesIds {
    /** The name of the series that holds a run's iterations. */
    public static final String ITERATIONS = "";
    /** Characters of the names that are remembered; with more, all are forgotten. */
    static final int MAX_CHARACTERS = 300_000;

    private static final int KEY_CHARACTERS = 60;
    /** So many series that are not remembered are looked up one by one, more by reading all of the run. */
    private static final int FEW = 3;

    private static final byte[] NO_STATISTICS = new Statistics().toBytes();

    /**
     * Of a batch.
     *
     * @param iterations of its iterations, 0 where it has none
     * @param series in the order of the batch
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Ids(long iterations, long[] series) {}

    private record Key(long run, String name, String phase) {}

    private final Map<Key, Long> known = new HashMap<>();
    private int characters;

    /** The ids of the series of a batch, made where there are none. The transaction holds the run. */
    public Ids of(Session session, long run, RunBatch batch) throws SQLException {
        List<Key> keys = new ArrayList<>(batch.series().size() + 1);
        if (batch.iterations().count() > 0) {
            keys.add(new Key(run, ITERATIONS, ""));
        }
        for (SeriesColumns columns : batch.series()) {
            keys.add(new Key(run, columns.name(), SeriesRow.text(columns.phase())));
        }
        Map<Key, Long> found = known;
        Set<Key> missing = new LinkedHashSet<>(keys);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            found = new HashMap<>();
            for (Key key : keys) {
                Long id = known.get(key);
                if (id != null) {
                    found.put(key, id);
                }
            }
            find(session, run, missing, found);
            insert(session, run, missing, found);
            found.forEach(this::remember);
        }
        return ids(keys, found);
    }

    private static Ids ids(List<Key> keys, Map<Key, Long> found) {
        int from = !keys.isEmpty() && keys.get(0).name.equals(ITERATIONS) ? 1 : 0;
        long[] series = new long[keys.size() - from];
        for (int i = 0; i < series.length; i++) {
            series[i] = found.getOrDefault(keys.get(i + from), 0L);
        }
        return new Ids(from == 0 ? 0 : found.getOrDefault(keys.get(0), 0L), series);
    }

    /** Moves those that are in the database from one to the other. */
    private static void find(Session session, long run, Set<Key> missing, Map<Key, Long> found) throws SQLException {
        if (missing.size() > FEW) {
            session.each(
                    row -> {
                        Key key = new Key(run, row.getString(2), row.getString(3));
                        if (missing.remove(key)) {
                            found.put(key, row.getLong(1));
                        }
                    },
                    "SELECT id, name, phase FROM series WHERE run = ?",
                    run);
            return;
        }
        for (Key key : List.copyOf(missing)) {
            Long id = find(session, run, key.name, key.phase);
            if (id != null) {
                missing.remove(key);
                found.put(key, id);
            }
        }
    }

    private static void insert(Session session, long run, Set<Key> missing, Map<Key, Long> found) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        long id = session.number("SELECT coalesce(max(id), 0) FROM series WHERE run = ?", run);
        List<@Nullable Object[]> rows = new ArrayList<>(missing.size());
        for (Key key : missing) {
            found.put(key, ++id);
            rows.add(new @Nullable Object[] {run, id, key.name, key.phase, NO_STATISTICS});
        }
        session.updateAll("""
                INSERT INTO series (run, id, name, phase, points, settled, statistics) VALUES (?, ?, ?, ?, 0, 0, ?)""", rows);
    }

    public static @Nullable Long find(Session session, long run, String name, String phase) throws SQLException {
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
        if (known.containsKey(key)) {
            return;
        }
        // besides the characters, an entry of the map has its own weight
        int weight = key.name.length() + key.phase.length() + KEY_CHARACTERS;
        if (characters + weight > MAX_CHARACTERS) {
            clear();
        }
        characters += weight;
        known.put(key, id);
    }
}
