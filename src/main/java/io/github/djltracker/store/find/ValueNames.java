package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers of the names of values in an experiment. One instance per transaction; not thread-safe. */
final class ValueNames {
    /** Number of names that are looked up in one statement; SQLite allows 500. */
    private static final int TOGETHER = 250;

    private final Session session;
    private final long experiment;
    private final Map<String, Long> numbers = new HashMap<>();

    ValueNames(Session session, long experiment) throws SQLException {
        this.session = session;
        this.experiment = experiment;
        read();
    }

    /** All names with their numbers, including names that no run has any more. */
    Map<String, Long> all() {
        return numbers;
    }

    /** The names that at least one run has, with their numbers. */
    Map<String, Long> used() throws SQLException {
        Map<String, Long> used = new HashMap<>(numbers);
        used.values().retainAll(used(numbers.values()));
        return used;
    }

    /**
     * Names that resolve these names as {@link #used()} does, without checking all others: if some run has each of
     * them, no other name can be meant.
     */
    Map<String, Long> usedFor(Collection<String> mentioned) throws SQLException {
        Set<Long> meant = new HashSet<>();
        for (String name : mentioned) {
            if (!RunValues.FIXED.contains(name)) {
                ValueKey key = ValueKey.of(name, numbers);
                if (key == null) {
                    return used();
                }
                meant.add(key.name());
            }
        }
        return used(meant).size() == meant.size() ? numbers : used();
    }

    /** Of some numbers of names, those that at least one run has. */
    private Set<Long> used(Collection<Long> some) throws SQLException {
        Set<Long> found = new HashSet<>();
        List<Long> all = List.copyOf(some);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            // one row of each name, because there may be as many as there are runs
            String any = all.subList(from, Math.min(all.size(), from + TOGETHER)).stream()
                    .map(number ->
                            "SELECT name FROM (SELECT name FROM run_value WHERE name = " + number + " LIMIT 1) n")
                    .collect(Collectors.joining(" UNION ALL "));
            found.addAll(session.listOnce(row -> row.getLong(1), any, List.of()));
        }
        return found;
    }

    /** Adds missing names, in sorted order, so that concurrent transactions use the same order. */
    void add(Collection<String> names) throws SQLException {
        List<@Nullable Object[]> missing = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (!numbers.containsKey(name)) {
                missing.add(new @Nullable Object[] {experiment, name});
            }
        }
        if (!missing.isEmpty()) {
            session.updateAll(
                    "INSERT INTO value_name (experiment, name) VALUES (?, ?) ON CONFLICT DO NOTHING", missing);
            read();
        }
    }

    private void read() throws SQLException {
        session.each(
                row -> numbers.put(row.getString(1), row.getLong(2)),
                "SELECT name, id FROM value_name WHERE experiment = ?",
                experiment);
    }
}
