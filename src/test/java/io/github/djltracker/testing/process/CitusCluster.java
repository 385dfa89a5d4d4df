package io.github.djltracker.testing.process;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Citus cluster on which the tests of PostgreSQL run with the Maven profile {@code citus}. Each database is a schema
 * of its own, which is not deleted. Thread-safe.
 */
public final class CitusCluster {
    /** The JDBC URL of a database of the coordinator, which the profile takes from the environment. */
    private static final @Nullable String URL = System.getProperty("tracker.citus");

    private CitusCluster() {}

    /** Whether tests run on a cluster. */
    public static boolean isWanted() {
        return URL != null;
    }

    /** The JDBC URL of a new, empty schema, whose tables have few shards. */
    public static String database() {
        String url = url();
        String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.execute(url, "CREATE SCHEMA " + schema);
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema + "&options=-c%20citus.shard_count=4";
    }

    /** The number that a query of the coordinator returns, 0 if it returns none. */
    public static long ask(String sql) {
        return ask(url(), sql);
    }

    /** The number that a query of a {@link #database} returns, 0 if it returns none. */
    public static long ask(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getString(1).matches("[0-9]+") ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** A worker of the cluster, which stops and starts on command. */
    public record Worker(String command) {
        /** Stops and starts it. */
        public void restart() {
            run("stop");
            run("start");
        }

        private void run(String what) {
            try {
                Process process = new ProcessBuilder("sh", "-c", command + " " + what)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (process.waitFor() != 0) {
                    throw new AssertionError(command + " could not " + what + " a worker");
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(command, e);
            }
        }
    }

    /** The worker whose command is in the environment. */
    public static Worker worker() {
        return new Worker(variable("TRACKER_CITUS_WORKER"));
    }

    /** A node that is not part of the cluster yet, as SQL arguments: its name and its port. */
    public static String spareNode() {
        String[] node = variable("TRACKER_CITUS_SPARE").split(":", -1);
        return "'" + node[0] + "', " + node[1];
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        Needs.that(
                value != null,
                "a cluster of Citus whose machines come and go",
                "set TRACKER_CITUS_WORKER to a command that stops and starts a worker, given stop or start, and TRACKER_CITUS_SPARE"
                        + " to the host:port of a node with the extension that is no part of the cluster");
        return String.valueOf(value);
    }

    private static String url() {
        if (URL == null) {
            throw new IllegalStateException(
                    "no cluster: run Maven with -Pcitus, and TRACKER_CITUS_URL set to the JDBC URL of"
                            + " a database of its coordinator that has the extension");
        }
        return URL;
    }
}
