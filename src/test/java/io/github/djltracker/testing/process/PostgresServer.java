package io.github.djltracker.testing.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL on a port of its own, stopped when the JVM ends at the latest. Thread-safe. */
public final class PostgresServer implements AutoCloseable {
    /** The server of this JVM, which tests must not stop. */
    private static final class Shared {
        static final PostgresServer SERVER = start(true, settings -> settings);
    }

    private final Path data;
    private final UnaryOperator<EmbeddedPostgres.Builder> settings;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    // guarded by this
    private @Nullable EmbeddedPostgres process;
    // guarded by this
    private @Nullable String emptied;

    private PostgresServer(Path data, UnaryOperator<EmbeddedPostgres.Builder> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        EmbeddedPostgres started = launch(data, settings, 0);
        process = started;
        port = started.getPort();
    }

    /**
     * The server that all tests of this JVM share. It does not force writes to disk, so it would lose data in a crash.
     */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Another server, for a test that stops it. It forces commits to disk, and is deleted when closed. */
    public static PostgresServer start() {
        return start(false, settings -> settings);
    }

    /** Another server of another version, whose binaries are in a jar of {@code io.zonky.test.postgres}. */
    public static PostgresServer start(Path binaries) {
        return start(false, settings -> settings.setPgBinaryResolver((system, machine) -> packed(binaries)));
    }

    private static PostgresServer start(boolean isShared, UnaryOperator<EmbeddedPostgres.Builder> more) {
        String durable = isShared ? "off" : "on";
        try {
            return new PostgresServer(
                    Files.createTempDirectory("djl-tracker-postgres"),
                    settings -> more.apply(settings.setCleanDataDirectory(isShared)
                            .setServerConfig("fsync", durable)
                            .setServerConfig("synchronous_commit", durable)
                            .setServerConfig("max_connections", "200")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream packed(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayInputStream(zip.getInputStream(archive).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres launch(Path data, UnaryOperator<EmbeddedPostgres.Builder> settings, int port)
            throws IOException {
        return settings.apply(EmbeddedPostgres.builder())
                .setDataDirectory(data)
                .setPort(port)
                .start();
    }

    /**
     * Starts a synchronous standby of this server: a commit here is answered only after the standby has it. Restarts
     * this server meanwhile.
     */
    public synchronized PostgresServer standby() {
        try {
            stop();
            Path copy = Files.createTempDirectory("djl-tracker-standby").resolve("data");
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file, copy.resolve(data.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            restart();
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 user=postgres port=" + port + "'\n",
                    StandardOpenOption.APPEND);
            PostgresServer standby = new PostgresServer(copy, settings);
            execute(url("postgres"), "ALTER SYSTEM SET synchronous_standby_names = '*'");
            execute(url("postgres"), "SELECT pg_reload_conf()");
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a standby the primary server. */
    public void promote() {
        execute(url("postgres"), "SELECT pg_promote()");
    }

    /** The version that the server reports. */
    public String version() {
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC URL of a new, empty database, of the shared server or of a cluster if tests run on one. */
    public static String anyDatabase() {
        return CitusCluster.isWanted() ? CitusCluster.database() : shared().database();
    }

    /** The JDBC URL of a new, empty database of this server. */
    public String database() {
        String name = "test_" + databases.incrementAndGet();
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    /**
     * The JDBC URL of a database with an empty store. It is the same database each time, which saves creating the
     * tables again.
     */
    public synchronized String emptied() {
        if (emptied == null) {
            emptied = database();
            return emptied;
        }
        execute(emptied, "DELETE FROM experiment; DELETE FROM request; DELETE FROM deleted_run");
        return emptied;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=postgres";
    }

    /** Runs SQL in a database, over a new connection. */
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
            process = launch(data, settings, port);
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
