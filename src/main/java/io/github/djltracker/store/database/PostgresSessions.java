package io.github.djltracker.store.database;

import com.zaxxer.hikari.HikariDataSource;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections, each of which reads and writes. A connection keeps its session, with its prepared statements
 * and what it remembers, for as long as it is open. Thread-safe.
 */
final class PostgresSessions implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSessions.class);

    private final HikariDataSource pool;
    private final String place;
    private final Object lock = new Object();
    // all guarded by lock
    private final Map<Connection, Session> sessions = new HashMap<>();
    private final Map<Session, Connection> reading = new HashMap<>();
    private final Map<Session, Connection> writing = new HashMap<>();
    private boolean closed;

    PostgresSessions(HikariDataSource pool, String place) {
        this.pool = pool;
        this.place = place;
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
            // past the pool's own layer, which would close the statements
            Connection connection = pooled.unwrap(Connection.class);
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

    /** Whether the pool has let go of it. */
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
            // what cut this one has cut the others as well, most likely
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        try {
            pooled.close();
        } catch (SQLException e) {
            LOG.debug("giving back a connection of {}", place, e);
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

    /** The pool would cut off whoever still uses it. */
    private void closeWhenUnused() {
        if (closed && writing.isEmpty() && reading.isEmpty()) {
            pool.close();
        }
    }
}
