package io.github.djltracker.store.find;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value that a run has under a name.
 *
 * @param name number of the name
 * @param row the condition on a row {@code run_value t}
 * @param column the column of the row that must be equal to a value; null if it is another condition
 * @param kind the kind that the row must have in that case
 * @param equal that value
 */
record ValueCondition(
        long name,
        Sql row,
        @Nullable String column,
        int kind,
        @Nullable Object equal) {
    private record Equals(String column, int kind) {}

    static ValueCondition of(long name, Sql row) {
        return new ValueCondition(name, row, null, 0, null);
    }

    /** All of several conditions on the value of one name. */
    static Sql all(List<ValueCondition> conditions) {
        return Sql.join(conditions.stream().map(ValueCondition::row).toList(), " AND ", false);
    }

    /** At least one of several conditions on the value of one name. */
    static Sql any(List<ValueCondition> conditions) {
        Map<Equals, List<Object>> equals = new LinkedHashMap<>();
        List<Sql> rows = new ArrayList<>();
        for (ValueCondition one : conditions) {
            if (one.column == null || one.equal == null) {
                rows.add(one.row);
            } else {
                equals.computeIfAbsent(new Equals(one.column, one.kind), any -> new ArrayList<>())
                        .add(one.equal);
            }
        }
        equals.forEach((of, values) -> rows.add(new Sql(
                "(t.kind = " + of.kind + " AND t." + of.column + " IN ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + "))",
                values,
                List.of())));
        return Sql.join(rows, " OR ", false);
    }
}
