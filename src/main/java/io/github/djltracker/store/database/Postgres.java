package io.github.djltracker.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, through a pool of connections: several threads and several servers can write at the same time. A
 * transaction that writes locks the rows that it reads and then changes, in this order: experiment, model, state of the
 * run, state of the model; several runs in the order of their ids. The row of a run changes only while its state is
 * locked. Thread-safe.
 */
public final class Postgres implements Dialect {
    /** Maximum number of connections of one store, for reading and writing. */
    static final int CONNECTIONS = 10;
    /** Maximum number of connections that append at the same time: while some wait for their commit, others write. */
    static final int WRITERS = 4;
    /** How long a thread waits for a connection, and a store for the database when it opens. */
    static final int WAIT_SECONDS = 5;
    /** How long a check may take whether an idle connection is still alive. */
    static final int VALIDATION_SECONDS = 5;
    /** How long an unused connection stays open. */
    static final int IDLE_SECONDS = 60;

    /** The number of the advisory lock that migrations hold: "djltrack". */
    private static final long MIGRATING = 0x646a6c747261636bL;
    /** Weaker than FOR UPDATE: a row that refers to a locked row by a foreign key can be inserted without waiting. */
    private static final String ROW_LOCK = " FOR NO KEY UPDATE";

    private static final String PREFER_INDEXES = "SET LOCAL enable_seqscan = off";

    private final PostgresUrl url;
    private final String place;
    private volatile boolean isSpread;

    public Postgres(PostgresUrl url) {
        this.url = url;
        this.place = url.place();
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String folder() {
        return "postgres";
    }

    @Override
    public int newest() {
        return 5;
    }

    @Override
    public int writers() {
        return WRITERS;
    }

    @Override
    public Sessions open() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(PostgresUrl.DRIVER);
        config.setJdbcUrl(url.place());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setDataSourceProperties(url.properties());
        config.setPoolName("tracker-postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(1_000L * WAIT_SECONDS);
        config.setValidationTimeout(1_000L * VALIDATION_SECONDS);
        config.setIdleTimeout(1_000L * IDLE_SECONDS);
        config.setAutoCommit(false);
        // regardless of the server's default: statements after a lock must see the changes that the lock waited for
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new PostgresSessions(new HikariDataSource(config), url);
        } catch (HikariPool.PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new UnavailableException(place + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Commits wait for the disk, unless the database is configured otherwise. */
    @Override
    public void force(Session session, boolean isForced) {}

    @Override
    public void begin(Session session) throws SQLException {
        // the driver begins the transaction with its first statement
        session.lockRowsBy(ROW_LOCK, isSpread);
        session.preferIndexesBy(PREFER_INDEXES);
        if (isSpread) {
            Citus.begin(session);
        }
    }

    @Override
    public void beginMigrating(Session session) throws SQLException {
        session.one(row -> true, "SELECT pg_advisory_xact_lock(?)", MIGRATING);
        if (Citus.isThere(session)) {
            Citus.beginMigrating(session);
        }
    }

    @Override
    public void beginReading(Session session) throws SQLException {
        session.lockRowsBy("", false);
        session.preferIndexesBy(null);
        session.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.connection().commit();
    }

    @Override
    public void rollback(Session session) throws SQLException {
        session.connection().rollback();
    }

    @Override
    public int version(Session session) throws SQLException {
        String encoding = session.only(row -> row.getString(1), "SELECT current_setting('server_encoding')");
        if (!encoding.equals("UTF8")) {
            throw new UnavailableException(place + " is encoded in " + encoding + ": the tracker needs UTF8");
        }
        String schema = session.one(row -> row.getString(1), "SELECT current_schema()");
        if (schema == null) {
            throw new UnavailableException(place + " has none of the schemas in its search path: "
                    + session.only(row -> row.getString(1), "SELECT current_setting('search_path')"));
        }
        boolean isEmpty = session.number("""
                SELECT count(*) FROM pg_catalog.pg_tables
                WHERE schemaname = current_schema() AND tablename = 'djl_tracker_schema'""") == 0;
        if (isEmpty && Citus.isThere(session) && !Citus.isCoordinator(session)) {
            throw new UnavailableException(place + " is a worker of a Citus cluster: give the URL of its coordinator");
        }
        return isEmpty ? 0 : (int) session.number("SELECT version FROM djl_tracker_schema");
    }

    @Override
    public void version(Session session, int version) throws SQLException {
        session.update("UPDATE djl_tracker_schema SET version = ?", (long) version);
    }

    @Override
    public void spread(Session session) throws SQLException {
        if (Citus.isThere(session)) {
            Citus.distribute(session);
        }
    }

    @Override
    public void learn(Session session) throws SQLException {
        isSpread = Citus.isThere(session);
    }

    @Override
    public boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            // serialization failure, deadlock
            case "40001", "40P01" -> true;
            // another transaction has created or deleted the row since it was looked up
            case "23505", "23503" -> true;
            default -> false;
        };
    }

    @Override
    public TrackingException translate(SQLException e) {
        return new UnavailableException(place + " " + reason(state(e)) + ": " + said(e), e);
    }

    /** The message of a failure; for a batch, without the statement and its values. */
    private static @Nullable String said(SQLException e) {
        SQLException cause = e instanceof BatchUpdateException ? e.getNextException() : null;
        return (cause == null ? e : cause).getMessage();
    }

    /** The SQL state. An exception of the pool has that of its cause. */
    private static String state(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException known && known.getSQLState() != null) {
                return known.getSQLState();
            }
        }
        return "";
    }

    private static String reason(String state) {
        String known = switch (state) {
            case "53100" -> "cannot grow: the disk is full";
            case "53200" -> "is out of memory";
            case "53300" -> "has no free connections";
            case "57P01", "57P02" -> "was shut down";
            case "57P03" -> "is starting up or shutting down";
            case "57014", "55P03" -> "took too long";
            case "25006" -> "cannot be written: it is read-only";
            case "42501" -> "denies this user the permission";
            case "3D000" -> "does not exist";
            case "26000", "42P05" ->
                "is behind a pooler that loses prepared statements (add prepareThreshold=0 to the URL)";
            case "42P07", "42710", "42723" -> "contains objects of another program";
            default -> "";
        };
        if (!known.isEmpty()) {
            return known;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "", "08" -> "cannot be reached";
            case "28" -> "denies access to this user";
            case "53" -> "lacks resources";
            case "40", "23" -> "was in use by too many other connections";
            case "XX" -> "is damaged";
            default -> "failed";
        };
    }
}
