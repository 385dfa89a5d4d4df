package io.github.djltracker.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A careful design without chunks, in the same SQLite: one row per point with a key of series and step, WAL, one
 * transaction per entry. The store's figures are compared with it.
 */
public final class RowBaseline implements AutoCloseable {
    private static final int SERIES = 20;

    private final Path folder;
    private final Connection connection;
    private long step;

    private RowBaseline(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** Opens a new file. */
    public static RowBaseline open() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("djl-tracker-rows");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("""
                    CREATE TABLE point (
                        series INTEGER NOT NULL, step INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL,
                        PRIMARY KEY (series, step)
                    ) WITHOUT ROWID""");
        }
        connection.setAutoCommit(false);
        return new RowBaseline(folder, connection);
    }

    /** Writes this many points of 20 series in one transaction. */
    public void append(int points) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO point VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < points / SERIES; i++) {
                step++;
                for (int series = 0; series < SERIES; series++) {
                    insert.setInt(1, series);
                    insert.setLong(2, step);
                    insert.setLong(3, 1_700_000_000_000L + step);
                    insert.setDouble(4, (float) Math.sin(step * 0.1 + series));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    /** Reads all points of one series. Returns the sum of their steps and values. */
    public double read() throws SQLException {
        double sum = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT step, value FROM point WHERE series = 0 ORDER BY step");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                sum += rows.getLong(1) + rows.getDouble(2);
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        Noise.delete(folder);
    }
}
