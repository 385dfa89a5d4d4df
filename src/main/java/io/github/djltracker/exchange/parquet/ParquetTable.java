package io.github.djltracker.exchange.parquet;

import io.github.djltracker.exchange.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A table as Parquet, each column with its own type; times are in milliseconds. The file exists once this is closed.
 */
public final class ParquetTable implements TableWriter {
    /** Maximum number of columns, which fit into the memory of {@link DuckDb}. */
    static final int MAX_COLUMNS = 4_000;

    private final Path file;
    private final DuckDb database;
    private @Nullable DuckDBAppender rows;
    private List<Column> columns = List.of();
    private boolean isBroken;

    /** @throws IllegalArgumentException if the library that writes Parquet is missing */
    public ParquetTable(Path file) throws IOException {
        this.file = file;
        database = DuckDb.open();
    }

    @Override
    public void begin(List<Column> head) throws IOException {
        columns = List.copyOf(head);
        if (columns.size() > MAX_COLUMNS) {
            throw new IOException("the table has " + columns.size() + " columns, but Parquet supports at most "
                    + MAX_COLUMNS + " here: write CSV, or export fewer experiments with -e");
        }
        try {
            database.execute("CREATE TABLE rows ("
                    + columns.stream()
                            .map(column -> name(column.name()) + " " + type(column.kind()))
                            .collect(Collectors.joining(", "))
                    + ")");
            rows = database.connection().unwrap(DuckDBConnection.class).createAppender("rows");
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER, TIME -> "BIGINT";
            case NUMBER -> "DOUBLE";
        };
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        if (rows == null) {
            throw new IllegalStateException("columns must be set before rows");
        }
        try {
            rows.beginRow();
            for (Object value : values) {
                append(rows, value);
            }
            rows.endRow();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else if (value instanceof Long number) {
            row.append(number.longValue());
        } else if (value instanceof Double number) {
            row.append(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            row.append(truth.booleanValue());
        } else {
            row.append(value.toString());
        }
    }

    private IOException broken(SQLException e) {
        isBroken = true;
        return new IOException(e);
    }

    @Override
    public void close() throws IOException {
        try (DuckDb open = database) {
            if (rows != null) {
                rows.close();
            }
            if (rows != null && !isBroken) {
                String all = columns.stream()
                        .map(column -> column.kind() == Kind.TIME
                                ? "make_timestamp_ms(" + name(column.name()) + ")::TIMESTAMP_MS AS "
                                        + name(column.name())
                                : name(column.name()))
                        .collect(Collectors.joining(", "));
                open.execute("COPY (SELECT " + all + " FROM rows) TO " + DuckDb.text(file.toString())
                        + " (FORMAT parquet, COMPRESSION zstd)");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
