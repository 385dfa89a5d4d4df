package io.github.djltracker.store.session;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.store.codec.Statistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of series by run, name and phase, with a cache for the runs used last. An id is valid as long as its run
 * exists, which the caller has to ensure. Not thread-safe.
 */
public final class SeriesIds {
    /** The name of the series that holds a run's iterations. */
    public static final String ITERATIONS = "";
    /** Maximum number of series in the cache, over all runs. */
    static final int MAX_SERIES = 50_000;
    /** Maximum number of characters of their names, each name counted once; above this, the cache is cleared. */
    static final int MAX_CHARACTERS = 300_000;

    private static final int NAME_CHARACTERS = 60;
    /**
     * Up to this number of unknown series are looked up one by one; if there are more, all series of the run are read.
     */
    private static final int FEW = 3;

    private static final byte[] NO_STATISTICS = new Statistics().toBytes();

    /**
     * The ids of the series of a batch.
     *
     * @param iterations the id of its iterations, 0 if it has none
     * @param series the ids of its metrics, in the order of the batch
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Ids(long iterations, long[] series) {}

    private record Name(String name, String phase) {}

    /**
     * The series of a run that are known. Those of the latest batch are kept apart, because the next batch usually has
     * the same.
     */
    private record Known(Map<Name, Long> ids, List<Name> names, Ids latest) {
        boolean isOf(RunBatch batch) {
            List<SeriesColumns> series = batch.series();
            int from = latest.iterations == 0 ? 0 : 1;
            if (names.size() != series.size() + from || batch.iterations().count() > 0 != (from == 1)) {
                return false;
            }
            for (int i = 0; i < series.size(); i++) {
                Name name = names.get(i + from);
                if (!name.name.equals(series.get(i).name())
                        || !name.phase.equals(SeriesRow.text(series.get(i).phase()))) {
                    return false;
                }
            }
            return true;
        }
    }

    // the least recently used run first
    private final Map<Long, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    /** Similar runs have the same names; each name is in memory only once. */
    private final Map<Name, Name> names = new HashMap<>();

    private int count;
    private int characters;

    /**
     * The ids of the series of a batch, which are created if they do not exist. The transaction must have locked the
     * run.
     */
    public Ids of(Session session, long run, RunBatch batch) throws SQLException {
        Known found = known.get(run);
        if (found != null && found.isOf(batch)) {
            return found.latest;
        }
        List<Name> wanted = names(batch);
        Map<Name, Long> ids = found == null ? Map.of() : found.ids;
        Set<Name> missing = new LinkedHashSet<>();
        for (Name name : wanted) {
            if (!ids.containsKey(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            ids = new HashMap<>(ids);
            find(session, run, missing, ids);
            insert(session, run, missing, ids);
        }
        Ids latest = ids(wanted, ids);
        known.put(run, new Known(ids, wanted.stream().map(this::kept).toList(), latest));
        count += ids.size() - (found == null ? 0 : found.ids.size());
        forgetSome();
        return latest;
    }

    private static List<Name> names(RunBatch batch) {
        List<Name> names = new ArrayList<>(batch.series().size() + 1);
        if (batch.iterations().count() > 0) {
            names.add(new Name(ITERATIONS, ""));
        }
        for (SeriesColumns columns : batch.series()) {
            names.add(new Name(columns.name(), SeriesRow.text(columns.phase())));
        }
        return names;
    }

    private static Ids ids(List<Name> names, Map<Name, Long> found) {
        int from = !names.isEmpty() && names.get(0).name.equals(ITERATIONS) ? 1 : 0;
        long[] series = new long[names.size() - from];
        for (int i = 0; i < series.length; i++) {
            series[i] = found.getOrDefault(names.get(i + from), 0L);
        }
        return new Ids(from == 0 ? 0 : found.getOrDefault(names.get(0), 0L), series);
    }

    /** Moves names that are in the database from {@code missing} to {@code found}. */
    private void find(Session session, long run, Set<Name> missing, Map<Name, Long> found) throws SQLException {
        if (missing.size() > FEW) {
            session.each(
                    row -> {
                        Name name = new Name(row.getString(2), row.getString(3));
                        if (missing.remove(name)) {
                            found.put(kept(name), row.getLong(1));
                        }
                    },
                    "SELECT id, name, phase FROM series WHERE run = ?",
                    run);
            return;
        }
        for (Name name : List.copyOf(missing)) {
            Long id = find(session, run, name.name, name.phase);
            if (id != null) {
                missing.remove(name);
                found.put(kept(name), id);
            }
        }
    }

    private void insert(Session session, long run, Set<Name> missing, Map<Name, Long> found) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        long id = session.number("SELECT coalesce(max(id), 0) FROM series WHERE run = ?", run);
        List<@Nullable Object[]> rows = new ArrayList<>(missing.size());
        for (Name name : missing) {
            found.put(kept(name), ++id);
            rows.add(new @Nullable Object[] {run, id, name.name, name.phase, NO_STATISTICS});
        }
        session.updateAll("""
                INSERT INTO series (run, id, name, phase, points, settled, statistics) VALUES (?, ?, ?, ?, 0, 0, ?)""", rows);
    }

    public static @Nullable Long find(Session session, long run, String name, String phase) throws SQLException {
        return session.one(
                row -> row.getLong(1),
                "SELECT id FROM series WHERE run = ?" + SeriesRow.NAMED + " AND phase = ?",
                run,
                name,
                phase);
    }

    void clear() {
        known.clear();
        names.clear();
        count = 0;
        characters = 0;
    }

    private void forgetSome() {
        Iterator<Known> eldest = known.values().iterator();
        while (count > MAX_SERIES) {
            count -= eldest.next().ids.size();
            eldest.remove();
        }
        if (characters > MAX_CHARACTERS) {
            clear();
        }
    }

    private Name kept(Name name) {
        return names.computeIfAbsent(name, any -> {
            characters += name.name.length() + name.phase.length() + NAME_CHARACTERS;
            return name;
        });
    }
}
