package io.github.djltracker.exchange.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that reads and writes Parquet, with a temporary folder for what exceeds its memory. Not thread-safe. */
final class DuckDb implements AutoCloseable {
    private static final String LIBRARY = "org.duckdb:duckdb_jdbc";

    private final Path folder;
    private final Connection connection;

    private DuckDb(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** @throws IllegalArgumentException if the library is missing */
    static DuckDb open() throws IOException {
        try {
            Class.forName("org.duckdb.DuckDBDriver");
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "Parquet needs an additional library: add " + LIBRARY + " to the class path, as in java -cp"
                            + " djl-tracker-app.jar:duckdb_jdbc.jar io.github.djltracker.cli.Main",
                    e);
        }
        Path folder = Files.createTempDirectory("djl-tracker-parquet");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            DuckDb database = new DuckDb(folder, connection);
            database.execute("SET memory_limit = '512MB'");
            database.execute("SET temp_directory = " + text(folder.toString()));
            return database;
        } catch (SQLException e) {
            delete(folder);
            throw new IOException(e);
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A text as an SQL literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            delete(folder);
        }
    }
}
