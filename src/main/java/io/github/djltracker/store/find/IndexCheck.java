package io.github.djltracker.store.find;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the stored values by which a run is found with its actual values. Within one transaction, which changes
 * nothing.
 */
public final class IndexCheck {
    /** Maximum number of characters of a text in a message. */
    private static final int SHOWN = 60;

    private IndexCheck() {}

    /**
     * Descriptions of what is wrong; empty if nothing is. Compares the values only if the run is marked as up to date;
     * otherwise only checks that they are marked to be read again.
     */
    public static List<String> mistakes(Session session, long run, boolean isIndexed) throws SQLException {
        boolean isStale = session.one(row -> true, "SELECT 1 FROM stale_run WHERE run = ?", run) != null;
        if (isStale) {
            return isIndexed ? List.of("its values are marked as up to date, but also to be read again") : List.of();
        } else if (!isIndexed) {
            return List.of("its values are not up to date, and not marked to be read again");
        }
        Map<String, ValueRow> wanted = RunIndex.values(session, run);
        Map<String, ValueRow> stored = new HashMap<>();
        session.each(
                row -> stored.put(row.getString(1), ValueRow.read(row, 2)),
                "SELECT n.name, " + ValueRow.COLUMNS
                        + " FROM run_value v JOIN value_name n ON n.id = v.name WHERE v.run = ?",
                run);
        TreeSet<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(stored.keySet());
        List<String> mistakes = new ArrayList<>();
        for (String name : names) {
            String difference = difference(name, wanted.get(name), stored.get(name));
            if (difference != null) {
                mistakes.add(difference);
            }
        }
        return mistakes;
    }

    private static @Nullable String difference(String name, @Nullable ValueRow wanted, @Nullable ValueRow stored) {
        if (wanted == null) {
            return "is found by a value " + name + ", which it does not have";
        } else if (stored == null) {
            return "is not found by its value " + name;
        }
        return wanted.equals(stored)
                ? null
                : "is found by " + name + " = " + text(stored) + ", but has " + text(wanted);
    }

    private static String text(ValueRow row) {
        String value = row.value().toString();
        String some = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
        return row.step() == null ? some : some + " at step " + row.step().longValue();
    }
}
