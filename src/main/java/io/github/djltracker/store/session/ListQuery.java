package io.github.djltracker.store.session;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A query with a list of arguments. It has statements for a few list lengths only, so that they stay prepared; a list
 * is padded to the next length with its last argument. Thread-safe.
 */
public final class ListQuery {
    /** Maximum number of arguments in a list. */
    public static final int MOST = 128;

    private static final int[] LENGTHS = {1, 8, 32, MOST};

    private final NavigableMap<Integer, String> statements = new TreeMap<>();

    /** A query whose SQL contains {@code IN (%s)}. */
    public ListQuery(String sql) {
        for (int length : LENGTHS) {
            statements.put(length, sql.formatted(String.join(", ", Collections.nCopies(length, "?"))));
        }
    }

    /**
     * Reads the rows.
     *
     * @param list 1 to {@value #MOST} arguments
     */
    public void each(Session session, Session.RowReader reader, List<?> list) throws SQLException {
        Map.Entry<Integer, String> statement = statement(list);
        session.each(reader, statement.getValue(), arguments(list, statement.getKey()));
    }

    /**
     * Reads the rows. In a transaction that writes, also locks them: until it ends, no other one changes or deletes
     * them.
     *
     * @param list 1 to {@value #MOST} arguments, in the order in which all transactions lock them
     */
    public void eachLocked(Session session, Session.RowReader reader, List<?> list) throws SQLException {
        int together = session.isSpread() ? 1 : MOST;
        for (int from = 0; from < list.size(); from += together) {
            List<?> some = list.subList(from, Math.min(list.size(), from + together));
            Map.Entry<Integer, String> statement = statement(some);
            session.eachLocked(reader, statement.getValue(), arguments(some, statement.getKey()));
        }
    }

    private Map.Entry<Integer, String> statement(List<?> list) {
        Map.Entry<Integer, String> statement = statements.ceilingEntry(list.size());
        if (statement == null) {
            throw new IllegalArgumentException(list.size() + " arguments: at most " + MOST + " are allowed");
        }
        return statement;
    }

    private static Object[] arguments(List<?> list, int length) {
        Object[] arguments = list.toArray(new Object[length]);
        Arrays.fill(arguments, list.size(), length, list.get(list.size() - 1));
        return arguments;
    }
}
