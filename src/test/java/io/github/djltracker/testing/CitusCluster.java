package io.github.djltracker.testing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of Citus, on which the tests of PostgreSQL run with the Maven profile {@code citus}: each in a schema of its own, which
 * stays there. Thread-safe.
 */
public final class CitusCluster {
    /** The JDBC URL of a database of the coordinator; the profile takes it from the environment. */
    private static final @Nullable String URL = System.getProperty("tracker.citus");

    private CitusCluster() {}

    /** Whether tests run on it. */
    public static boolean isWanted() {
        return URL != null;
    }

    /** The JDBC URL of a new, empty schema, whose tables have few shards. */
    public static String database() {
        if (URL == null) {
            throw new IllegalStateException("no cluster: run Maven with -Pcitus, and TRACKER_CITUS_URL set to the JDBC URL of"
                    + " a database of its coordinator that has the extension");
        }
        String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.execute(URL, "CREATE SCHEMA " + schema);
        return URL + (URL.contains("?") ? "&" : "?") + "currentSchema=" + schema + "&options=-c%20citus.shard_count=4";
    }
}
