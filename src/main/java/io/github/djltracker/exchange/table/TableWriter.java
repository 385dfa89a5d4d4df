package io.github.djltracker.exchange.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives a table, row by row. Not thread-safe. */
public interface TableWriter extends AutoCloseable {
    /** The type of the values of a column. */
    enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}, including NaN and infinities. */
        NUMBER,
        /** {@link Long}, milliseconds since 1970. */
        TIME
    }

    /** A column. Names are unique, regardless of case. */
    record Column(String name, Kind kind) {}

    /** Called once, before all rows. */
    void begin(List<Column> columns) throws IOException;

    /** A row: for each column a value of its kind, or null. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Finishes the table. */
    @Override
    void close() throws IOException;
}
