package io.github.djltracker.store.database;

import com.zaxxer.hikari.HikariDataSource;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections, each of which reads and writes. A connection keeps its session, with its prepared statements
 * and caches, as long as it is open. Thread-safe.
 */
final class PostgresSessions implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSessions.class);

    /** The driver's property for how often a statement is run before the server prepares it; 0 for never. */
    private static final String PREPARE_THRESHOLD = "prepareThreshold";
    /** The default of that property. */
    private static final int PREPARED_FROM = 5;

    private final HikariDataSource pool;
    private final String place;
    /** Whether the URL sets {@link #PREPARE_THRESHOLD}. */
    private final boolean isPreparingChosen;

    private final Object lock = new Object();
    // all guarded by lock
    private final Map<Connection, Session> sessions = new HashMap<>();
    private final Map<Session, Connection> reading = new HashMap<>();
    private final Map<Session, Connection> writing = new HashMap<>();
    private boolean closed;
    private boolean isPoolerTold;

    PostgresSessions(HikariDataSource pool, PostgresUrl url) {
        this.pool = pool;
        place = url.place();
        isPreparingChosen = url.properties().containsKey(PREPARE_THRESHOLD);
    }

    @Override
    public Session writer() throws SQLException {
        return take(writing);
    }

    @Override
    public Session reader() throws SQLException {
        return take(reading);
    }

    private Session take(Map<Session, Connection> taken) throws SQLException {
        requireOpen();
        Connection pooled = pool.getConnection();
        boolean kept = false;
        try {
            // bypass the pool's wrapper, which would close the statements
            Connection connection = pooled.unwrap(Connection.class);
            if (!isKnown(connection)) {
                prepareNothingBehindPooler(connection);
            }
            synchronized (lock) {
                requireOpen();
                Session session = sessions.get(connection);
                if (session == null) {
                    sessions.keySet().removeIf(PostgresSessions::isClosed);
                    session = new Session(connection);
                    sessions.put(connection, session);
                }
                taken.put(session, pooled);
                kept = true;
                return session;
            }
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }

    private boolean isKnown(Connection connection) {
        synchronized (lock) {
            return sessions.containsKey(connection);
        }
    }

    /**
     * Disables prepared statements behind a pooler such as PgBouncer. It may run each transaction on another connection
     * to the server, which does not know the prepared statements, or knows others by the same names. It is recognised
     * by the server's process id, because a pooler tells clients an id of its own instead.
     */
    private void prepareNothingBehindPooler(Connection connection) throws SQLException {
        if (isPreparingChosen) {
            return;
        }
        PGConnection driver = connection.unwrap(PGConnection.class);
        driver.setPrepareThreshold(0);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            if (row.getInt(1) == driver.getBackendPID()) {
                driver.setPrepareThreshold(PREPARED_FROM);
            } else {
                tellOfPooler();
            }
        }
        // ends this transaction, because the next one may have to set its isolation level first
        connection.rollback();
    }

    private void tellOfPooler() {
        synchronized (lock) {
            if (!isPoolerTold) {
                isPoolerTold = true;
                LOG.info(
                        "{} is behind a pooler, so statements are not prepared. If the pooler supports prepared statements, add {}={}"
                                + " to the URL for better speed",
                        place,
                        PREPARE_THRESHOLD,
                        PREPARED_FROM);
            }
        }
    }

    /** Whether the pool has closed this connection. */
    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void giveBack(Session session) {
        synchronized (lock) {
            Connection pooled = writing.remove(session);
            if (pooled == null) {
                pooled = reading.remove(session);
            }
            if (pooled != null) {
                giveBack(session, pooled);
            }
            lock.notifyAll();
            closeWhenUnused();
        }
    }

    private void giveBack(Session session, Connection pooled) {
        if (session.isBroken()) {
            pool.evictConnection(pooled);
            // the other connections are most likely broken as well
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        try {
            pooled.close();
        } catch (SQLException e) {
            LOG.debug("returning a connection of {}", place, e);
        }
    }

    private void requireOpen() {
        synchronized (lock) {
            if (closed) {
                throw new ClosedException(place + " is closed");
            }
        }
    }

    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            closed = true;
            while (!writing.isEmpty()) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            closeWhenUnused();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closing the pool earlier would interrupt its users. */
    private void closeWhenUnused() {
        if (closed && writing.isEmpty() && reading.isEmpty()) {
            pool.close();
        }
    }
}
