package io.github.djltracker.store.database;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How the tables are distributed on Citus. Small lookup tables are copied to every machine; the other tables are
 * distributed by the model or by the run that their rows belong to.
 */
final class Citus {
    /**
     * Tables that stay on the coordinator. This one is read when a store is opened; without a primary key it could not
     * be copied to a new machine.
     */
    static final List<String> ON_COORDINATOR = List.of("djl_tracker_schema");
    /** Reference tables: each machine has a copy. */
    static final List<String> EVERYWHERE =
            List.of("experiment", "model", "run", "deleted_run", "request", "value_name", "kept_view");
    /** Distributed by their column {@code model}: all rows of a model are on one shard. */
    static final List<String> BY_MODEL = List.of("model_state", "module", "metric", "iteration", "iteration_module");
    /** Distributed by their column {@code run}: all rows of a run are on one shard. */
    static final List<String> BY_RUN =
            List.of("run_state", "stretch", "entry", "series", "chunk", "body", "stale_run", "run_value");

    private record ForeignKey(String table, String name, String definition) {}

    private Citus() {}

    /** Whether the database has the extension. */
    static boolean isThere(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM pg_catalog.pg_extension WHERE extname = 'citus'") > 0;
    }

    /** Whether this is the coordinator of the cluster. */
    static boolean isCoordinator(Session session) throws SQLException {
        return session.only(row -> row.getBoolean(1), "SELECT groupid = 0 FROM pg_dist_local_group");
    }

    /**
     * Begins a transaction that writes. Without this setting, a change of one row would lock a whole reference table,
     * and delay all starts and ends of runs. Two transactions never change the same row at the same time, because they
     * lock it, or the state of its run.
     */
    static void begin(Session session) throws SQLException {
        session.update("SET LOCAL citus.all_modifications_commutative TO on");
    }

    /**
     * Begins a transaction that changes the schema. After such a change, Citus rejects statements that run on all
     * shards at once.
     */
    static void beginMigrating(Session session) throws SQLException {
        session.update("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'");
    }

    /**
     * Distributes the empty tables of the schema. Drops foreign keys and creates them again, because a table can only
     * be distributed before others refer to it, and may only refer to tables that are distributed already. Drops the
     * trigger, which a distributed table cannot have.
     */
    static void distribute(Session session) throws SQLException {
        List<ForeignKey> keys =
                session.list(row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)), """
                SELECT quote_ident(t.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid)
                FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
                WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2""");
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("DROP TRIGGER run_deleted ON run");
            statement.execute("DROP FUNCTION run_deleted()");
            for (ForeignKey key : keys) {
                statement.execute("ALTER TABLE " + key.table + " DROP CONSTRAINT " + key.name);
            }
            for (String table : EVERYWHERE) {
                statement.execute("SELECT create_reference_table('" + table + "')");
            }
            distribute(statement, BY_MODEL, "model");
            distribute(statement, BY_RUN, "run");
            for (ForeignKey key : keys) {
                statement.execute("ALTER TABLE " + key.table + " ADD CONSTRAINT " + key.name + " " + key.definition);
            }
        }
    }

    /** Distributes the first table over new shards, and places the shards of the other tables beside them. */
    private static void distribute(Statement statement, List<String> tables, String key) throws SQLException {
        String first = tables.get(0);
        for (String table : tables) {
            String with = table.equals(first) ? "none" : first;
            statement.execute(
                    "SELECT create_distributed_table('" + table + "', '" + key + "', colocate_with => '" + with + "')");
        }
    }
}
