package io.github.djltracker.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** Stores with the same content each time: with a clock of the test, and with ids that are made from row numbers. */
public final class FixedStore {
    private FixedStore() {}

    /** Opens a store that takes its times from the clock. */
    public static SqlStore open(Path file, Clock clock) {
        return SqlStore.open(file, clock);
    }

    /** Sets the ids of experiments to e0000000-... and those of models to d0000000-..., by their row numbers. */
    public static void number(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            number(connection, "experiment", 0xe000_0000_0000_4000L);
            number(connection, "model", 0xd000_0000_0000_4000L);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void number(Connection connection, String table, long prefix) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM " + table);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE " + table + " SET uuid = ? WHERE id = ?")) {
            while (row.next()) {
                long id = row.getLong(1);
                update.setBytes(
                        1,
                        ByteBuffer.allocate(16)
                                .putLong(prefix + (id << 32))
                                .putLong(0x8000_0000_0000_0000L + id)
                                .array());
                update.setLong(2, id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
