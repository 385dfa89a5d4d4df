package io.github.djltracker.store.find;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The numbers of the names of values in an experiment. One per transaction; not thread-safe. */
final class ValueNames {
    private final Session session;
    private final long experiment;
    private final Map<String, Long> numbers = new HashMap<>();

    ValueNames(Session session, long experiment) throws SQLException {
        this.session = session;
        this.experiment = experiment;
        session.each(
                row -> numbers.put(row.getString(1), row.getLong(2)),
                "SELECT name, id FROM value_name WHERE experiment = ?",
                experiment);
    }

    /** All names with their numbers; some may be of no run any more. */
    Map<String, Long> all() {
        return numbers;
    }

    /** Adds those that are missing, in an order that is the same for all who do so at the same time. */
    void add(Collection<String> names) throws SQLException {
        for (String name : new TreeSet<>(names)) {
            if (!numbers.containsKey(name)) {
                session.update(
                        "INSERT INTO value_name (experiment, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        experiment,
                        name);
                numbers.put(
                        name,
                        session.number(
                                "SELECT id FROM value_name WHERE experiment = ? AND name = ?", experiment, name));
            }
        }
    }
}
