package io.github.djltracker.store.find;

import io.github.djltracker.domain.find.RunOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a value of a run. Equal rows stand for the same value.
 *
 * @param kind one of the constants, which are in the order in which values of several kinds are sorted
 * @param folded the text in lower case, null if it is the same
 * @param step the step at which a metric had this value, null if there is none
 */
record ValueRow(
        int kind,
        @Nullable Double number,
        @Nullable String text,
        @Nullable String folded,
        @Nullable String sortKey,
        @Nullable Double step) {
    static final int NUMBER = 0;
    static final int TEXT = 2;
    static final int TRUTH = 3;
    static final int NAN = 4;

    /** The columns that {@link #read} reads. */
    static final String COLUMNS = "kind, number, text, folded, sort_key, step";

    static ValueRow of(Object value) {
        return of(value, null);
    }

    static ValueRow of(Object value, @Nullable Double step) {
        if (value instanceof Double number) {
            // 0.0 and -0.0 are the same number
            return number.isNaN()
                    ? new ValueRow(NAN, null, null, null, null, step)
                    : new ValueRow(NUMBER, number + 0.0, null, null, null, step);
        } else if (value instanceof Boolean truth) {
            return new ValueRow(TRUTH, truth ? 1.0 : 0.0, null, null, null, step);
        }
        String text = value.toString();
        String folded = text.toLowerCase(Locale.ROOT);
        return new ValueRow(TEXT, null, text, folded.equals(text) ? null : folded, RunOrder.key(text), step);
    }

    static ValueRow read(ResultSet row, int column) throws SQLException {
        return new ValueRow(
                row.getInt(column),
                number(row, column + 1),
                row.getString(column + 2),
                row.getString(column + 3),
                row.getString(column + 4),
                number(row, column + 5));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : Double.valueOf(number);
    }

    /** A {@link Double}, {@link Boolean} or {@link String}. */
    Object value() {
        if (kind == TRUTH) {
            return number != null && number != 0;
        } else if (kind == TEXT) {
            return text == null ? "" : text;
        }
        return number == null ? Double.valueOf(Double.NaN) : number;
    }
}
