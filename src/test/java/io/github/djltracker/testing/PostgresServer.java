package io.github.djltracker.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a port of its own, which is stopped when the JVM ends at the latest. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    /** The one of this JVM, which is never stopped by tests. */
    private static final class Shared {
        static final PostgresServer SERVER = start(true);
    }

    private final Path data;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    // guarded by this
    private @Nullable EmbeddedPostgres process;

    private PostgresServer(Path data, EmbeddedPostgres process) {
        this.data = data;
        this.process = process;
        port = process.getPort();
    }

    /** The server that all tests of this JVM share; it writes to the disk when it likes, and would forget in a crash. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Another server, for a test that stops it; it forces what is committed to the disk, and is deleted when closed. */
    public static PostgresServer start() {
        return start(false);
    }

    private static PostgresServer start(boolean isShared) {
        try {
            Path data = Files.createTempDirectory("djl-tracker-postgres");
            return new PostgresServer(data, launch(data, 0, isShared));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres launch(Path data, int port, boolean isShared) throws IOException {
        String durable = isShared ? "off" : "on";
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(isShared)
                .setPort(port)
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("max_connections", "200")
                .start();
    }

    /** The JDBC URL of a new, empty database. */
    public String database() {
        String name = "test_" + databases.incrementAndGet();
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=postgres";
    }

    /** Runs some SQL in a database, past whatever else is connected to it. */
    public static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Cuts all connections and stops the server. */
    public synchronized void stop() {
        try {
            if (process != null) {
                process.close();
                process = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server again, on the same port with the same data. */
    public synchronized void restart() {
        stop();
        try {
            process = launch(data, port, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
