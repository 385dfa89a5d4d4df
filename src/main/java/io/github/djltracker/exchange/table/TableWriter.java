package io.github.djltracker.exchange.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a table goes, row by row. Not thread-safe. */
public interface TableWriter extends AutoCloseable {
    /** What the values of a column are. */
    enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}, NaN and infinities included. */
        NUMBER,
        /** {@link Long}, milliseconds since 1970. */
        TIME
    }

    /** A column; no two have one name, upper and lower case alike. */
    record Column(String name, Kind kind) {}

    /** Called once, before all rows. */
    void begin(List<Column> columns) throws IOException;

    /** A row: a value of its kind or null for each column. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Finishes the table. */
    @Override
    void close() throws IOException;
}
