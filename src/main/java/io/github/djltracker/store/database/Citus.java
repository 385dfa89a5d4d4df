package io.github.djltracker.store.database;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables on Citus: what others are looked up by is on every machine, what hangs on a model is spread by the model, and
 * what hangs on a run by the run.
 */
final class Citus {
    /** Read when a store is opened. It stays where it is: without a primary key it could not be copied to a new machine. */
    static final List<String> ON_COORDINATOR = List.of("djl_tracker_schema");
    /** Whole on each machine. */
    static final List<String> EVERYWHERE =
            List.of("experiment", "model", "run", "deleted_run", "request", "value_name", "kept_view");
    /** Spread by their column {@code model}, those of one model on one shard. */
    static final List<String> BY_MODEL = List.of("model_state", "module", "metric", "iteration", "iteration_module");
    /** Spread by their column {@code run}, those of one run on one shard. */
    static final List<String> BY_RUN =
            List.of("run_state", "stretch", "entry", "series", "chunk", "body", "stale_run", "run_value");

    private record ForeignKey(String table, String name, String definition) {}

    private Citus() {}

    /** Whether the database has the extension. */
    static boolean isThere(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM pg_catalog.pg_extension WHERE extname = 'citus'") > 0;
    }

    /** Whether this is the machine of the cluster that knows where everything is. */
    static boolean isCoordinator(Session session) throws SQLException {
        return session.only(row -> row.getBoolean(1), "SELECT groupid = 0 FROM pg_dist_local_group");
    }

    /**
     * Begins a transaction that writes. Otherwise a change of one row would lock a whole table that is everywhere, and delay all
     * starts and ends of runs. Two transactions never change one row at a time, because they lock it, or the state of its run.
     */
    static void begin(Session session) throws SQLException {
        session.update("SET LOCAL citus.all_modifications_commutative TO on");
    }

    /**
     * Spreads the empty tables of the schema. Foreign keys are taken away and made again: a table can be spread only before
     * others refer to it, and may refer only to those that are spread already. Triggers it cannot have.
     */
    static void distribute(Session session) throws SQLException {
        List<ForeignKey> keys =
                session.list(row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)), """
                SELECT quote_ident(t.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid)
                FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
                WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2""");
        try (Statement statement = session.connection().createStatement()) {
            // the shards of many tables, in one transaction
            statement.execute("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'");
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

    /** The first on shards of its own, the others beside it. */
    private static void distribute(Statement statement, List<String> tables, String key) throws SQLException {
        String first = tables.get(0);
        for (String table : tables) {
            String with = table.equals(first) ? "none" : first;
            statement.execute(
                    "SELECT create_distributed_table('" + table + "', '" + key + "', colocate_with => '" + with + "')");
        }
    }
}
