package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first runs of an experiment that match a condition, in a given order. If an index has this order, the first
 * of all runs are checked. If these are not enough, and few runs match one of the terms, those few are checked;
 * otherwise all runs in order, until there are enough. Not thread-safe.
 */
final class RunSorter {
    /** If at most this number of runs match a term, they are read and sorted, instead of reading all runs in order. */
    private static final int FEW = 20_000;
    /** How many of the first runs are checked for each run that is wanted. */
    private static final int CHECKED = 10;

    private static final String BY_VALUE = "SELECT r.id FROM run_value v CROSS JOIN run_state s CROSS JOIN run r"
            + " WHERE s.run = v.run AND r.id = s.run AND v.name = ";
    private static final int[] KINDS = {ValueRow.NUMBER, ValueRow.TEXT, ValueRow.TRUTH, ValueRow.NAN};

    private final Session session;
    private final long experiment;
    private final Sql where;
    private final Map<String, Long> names;
    private final RunColumns columns;

    RunSorter(Session session, long experiment, Sql where, Map<String, Long> names, RunColumns columns) {
        this.session = session;
        this.experiment = experiment;
        this.where = where;
        this.names = names;
        this.columns = columns;
    }

    /**
     * The rows of the runs, at most this many. Runs that the order considers equal stay in the order of the database.
     */
    List<Long> ids(@Nullable RunOrder order, long most) throws SQLException {
        String direction = order == null || order.isDescending() ? " DESC" : "";
        if (order == null || order.name().equals("started")) {
            return byStart(direction, most);
        }
        String column = columns.of(order.name());
        if (column != null) {
            return ofFewOrAll("(" + column + ") IS NULL, (" + column + ")" + direction + ", r.id" + direction, most);
        }
        if (order.name().equals("model") || order.name().equals("hash")) {
            return byModel(order, most);
        }
        ValueKey key = ValueKey.of(order.name(), names);
        if (key == null) {
            return ofFewOrAll("r.id" + direction, most);
        }
        List<Long> found = key.isStep()
                ? List.of()
                : amongFirst(
                        BY_VALUE + key.name() + " AND v.kind = " + ValueRow.NUMBER,
                        " FROM run_value v WHERE v.name = " + key.name() + " AND v.kind = " + ValueRow.NUMBER,
                        "v.number",
                        "v.run",
                        direction,
                        most);
        if (found.size() == most) {
            return found;
        }
        Sql.Term few = few();
        return few == null ? byValue(key, direction, most) : fewByValue(few, key, direction, most);
    }

    private List<Long> byStart(String direction, long most) throws SQLException {
        String all = "r.experiment = " + experiment;
        List<Long> found = amongFirst(
                "SELECT r.id" + RunColumns.RUNS + all,
                " FROM run r WHERE " + all,
                "r.started",
                "r.id",
                direction,
                most);
        return found.size() == most ? found : ofFewOrAll("r.started" + direction + ", r.id" + direction, most);
    }

    /**
     * Checks the first runs in an order that an index has. May find fewer runs than are wanted.
     *
     * @param of what selects the runs
     * @param rows the rows that the index has in this order, by a value and by the run
     */
    private List<Long> amongFirst(String of, String rows, String value, String run, String direction, long most)
            throws SQLException {
        if (where.terms().isEmpty() || most > FEW / CHECKED) {
            return List.of();
        }
        String order = value + direction + ", " + run + direction;
        String sign = direction.isEmpty() ? " <" : " >";
        List<Sql> last = session.listOnce(
                row -> Sql.of(
                        value + sign + "= ? AND (" + value + sign + " ? OR " + run + sign + "= ?)",
                        row.getObject(1),
                        row.getObject(1),
                        row.getLong(2)),
                "SELECT " + value + ", " + run + rows + " ORDER BY " + order + " LIMIT 1 OFFSET "
                        + (CHECKED * most - 1),
                List.of());
        Sql first = last.isEmpty() ? Sql.TRUE : last.get(0);
        return list(of + " AND " + first.text(), new Sql.Term("", first.arguments()), order, most);
    }

    private List<Long> ofFewOrAll(String order, long most) throws SQLException {
        Sql.Term few = few();
        return few == null
                ? list("SELECT r.id" + RunColumns.RUNS + "r.experiment = " + experiment, order, most)
                : list(
                        "SELECT r.id FROM run_value t CROSS JOIN run_state s CROSS JOIN run r"
                                + " WHERE s.run = t.run AND r.id = s.run AND " + few.text(),
                        few,
                        order,
                        most);
    }

    /** Sorts the models here, because there are few, and then queries one after the other. */
    private List<Long> byModel(RunOrder order, long most) throws SQLException {
        boolean byName = order.name().equals("model");
        Comparator<String> keys = Comparator.comparing(RunOrder::key, RunOrder::compareKeys);
        Comparator<ModelRow> named = Comparator.comparing(
                model -> byName ? model.name() : model.hash(),
                Comparator.nullsLast(order.isDescending() ? keys.reversed() : keys));
        List<Long> found = new ArrayList<>();
        List<ModelRow> models = new ArrayList<>(ModelRow.list(session, experiment));
        models.sort(named);
        for (int from = 0; from < models.size() && found.size() < most; ) {
            // models with the same name are equal in this order
            List<String> alike = new ArrayList<>();
            ModelRow first = models.get(from);
            while (from < models.size() && named.compare(first, models.get(from)) == 0) {
                alike.add(String.valueOf(models.get(from++).id()));
            }
            found.addAll(list(
                    "SELECT r.id" + RunColumns.RUNS + "r.model IN (" + String.join(", ", alike) + ")",
                    "r.id" + (order.isDescending() ? " DESC" : ""),
                    most - found.size()));
        }
        return found;
    }

    /** Reads values through the index, kind by kind: numbers, texts and so on, in this order for both directions. */
    private List<Long> byValue(ValueKey key, String direction, long most) throws SQLException {
        String of = BY_VALUE + key.name() + " AND ";
        List<Long> found = new ArrayList<>();
        if (key.isStep()) {
            found.addAll(list(of + "v.step IS NOT NULL", "v.step" + direction + ", v.run" + direction, most));
        } else {
            for (int kind : KINDS) {
                if (found.size() < most) {
                    found.addAll(list(
                            of + "v.kind = " + kind,
                            "v.number" + direction + ", v.sort_key" + direction + ", v.run" + direction,
                            most - found.size()));
                }
            }
        }
        if (found.size() < most) {
            found.addAll(list(
                    "SELECT r.id" + RunColumns.RUNS + "r.experiment = " + experiment
                            + " AND NOT EXISTS (SELECT 1 FROM run_value v WHERE v.run = s.run AND v.name = "
                            + key.name() + (key.isStep() ? " AND v.step IS NOT NULL)" : ")"),
                    "r.id" + direction,
                    most - found.size()));
        }
        return found;
    }

    private List<Long> fewByValue(Sql.Term few, ValueKey key, String direction, long most) throws SQLException {
        return list(
                "SELECT r.id FROM run_value t CROSS JOIN run_state s CROSS JOIN run r"
                        + " LEFT JOIN run_value v ON v.run = s.run AND v.name = " + key.name()
                        + " WHERE s.run = t.run AND r.id = s.run AND " + few.text(),
                few,
                (key.isStep()
                                ? "v.step IS NULL, v.step" + direction
                                : "coalesce(v.kind, 9), v.number" + direction + ", v.sort_key" + direction)
                        + ", r.id" + direction,
                most);
    }

    private List<Long> list(String of, String order, long most) throws SQLException {
        return list(of, new Sql.Term("", List.of()), order, most);
    }

    private List<Long> list(String of, Sql.Term term, String order, long most) throws SQLException {
        List<Object> arguments = new ArrayList<>(term.arguments());
        arguments.addAll(where.arguments());
        return session.listOnce(
                row -> row.getLong(1),
                of + " AND " + where.text() + " ORDER BY " + order + " LIMIT " + most,
                arguments);
    }

    /** The term that the fewest runs match; null if these are not few. */
    private Sql.@Nullable Term few() throws SQLException {
        Sql.Term best = null;
        long least = FEW + 1;
        for (Sql.Term term : where.terms()) {
            long count = session.listOnce(
                            row -> row.getLong(1),
                            "SELECT count(*) FROM (SELECT 1 FROM run_value t WHERE " + term.text() + " LIMIT " + least
                                    + ") few",
                            term.arguments())
                    .get(0);
            if (count < least) {
                best = term;
                least = count;
            }
        }
        return best;
    }
}
