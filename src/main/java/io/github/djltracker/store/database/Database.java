package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes, each call a transaction; where it throws, nothing was written. Thread-safe. */
public final class Database implements AutoCloseable {
    /** How often a write is begun where others of the same time are in its way. */
    public static final int ATTEMPTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /**
     * What is done within a transaction. It may be done several times, until its transaction comes about: so it changes
     * nothing but the database, and remembers nothing of an earlier time.
     */
    public interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private interface Begin {
        void in(Session session) throws SQLException;
    }

    private final Dialect dialect;
    private final Sessions sessions;
    // of the write that a thread is within
    private final Map<Thread, Session> writing = new ConcurrentHashMap<>();

    private Database(Dialect dialect, Sessions sessions) {
        this.dialect = dialect;
        this.sessions = sessions;
    }

    public static Database open(Dialect dialect) {
        try {
            Sessions sessions = dialect.open();
            try {
                prepare(dialect, sessions);
                return new Database(dialect, sessions);
            } catch (SQLException | RuntimeException e) {
                close(sessions, e);
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    /** Makes or migrates the tables. */
    private static void prepare(Dialect dialect, Sessions sessions) throws SQLException {
        Session session = sessions.writer();
        try {
            new Migrations(dialect).apply(session);
        } finally {
            sessions.giveBack(session);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** How many threads are to append at the same moment, at the most. */
    public int writers() {
        return dialect.writers();
    }

    /** Whether this thread is within a write. */
    public boolean isWriting() {
        return outer() != null;
    }

    /** Within another write of the same thread it is a part of that. */
    public <T> T write(Work<T> work) {
        return write(work, false);
    }

    /**
     * A write as {@link #write(Work)} does it.
     *
     * @param isForced whether to return only when this transaction and all earlier ones are on disk
     */
    public <T> T write(Work<T> work, boolean isForced) {
        Session outer = outer();
        if (outer != null) {
            return join(outer, work);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(work, isForced);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !dialect.isConflict(e)) {
                    throw dialect.translate(e);
                }
                LOG.debug("a write to {} conflicted with another one, attempt {}", dialect.place(), attempt, e);
            }
        }
    }

    private <T> T writeOnce(Work<T> work, boolean isForced) throws SQLException {
        Session session = sessions.writer();
        try {
            writing.put(Thread.currentThread(), session);
            return isForced ? force(session, work) : transact(session, dialect::begin, work);
        } finally {
            writing.remove(Thread.currentThread());
            sessions.giveBack(session);
        }
    }

    private <T> T force(Session session, Work<T> work) throws SQLException {
        dialect.force(session, true);
        T result = transact(session, dialect::begin, work);
        // where that failed the session goes on to wait, which is slower and not wrong, and hides no reason
        dialect.force(session, false);
        return result;
    }

    /** Within a write of the same thread it is a part of that. */
    public <T> T read(Work<T> work) {
        Session outer = outer();
        return outer == null ? readAlone(work) : join(outer, work);
    }

    private <T> T readAlone(Work<T> work) {
        try {
            Session session = sessions.reader();
            try {
                return transact(session, dialect::beginReading, work);
            } finally {
                sessions.giveBack(session);
            }
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    private @Nullable Session outer() {
        return writing.get(Thread.currentThread());
    }

    private <T> T join(Session session, Work<T> work) {
        try {
            return work.in(session);
        } catch (SQLException e) {
            session.failed(e);
            throw dialect.translate(e);
        }
    }

    private <T> T transact(Session session, Begin begin, Work<T> work) throws SQLException {
        try {
            begin.in(session);
            T result = work.in(session);
            // a part that failed fails the whole, also where nobody minded
            SQLException failure = session.failure();
            if (failure != null) {
                throw failure;
            }
            dialect.commit(session);
            return result;
        } catch (CorruptException e) {
            rollBack(dialect, session, e);
            throw new UnavailableException(dialect.place() + " is damaged: " + e.getMessage(), e);
        } catch (SQLException | RuntimeException | Error e) {
            SQLException failure = session.failure();
            rollBack(dialect, session, e);
            if (failure != null) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits for a write that is under way; reads under way close their connections themselves. */
    @Override
    public void close() {
        if (outer() != null) {
            throw new IllegalStateException(dialect.place() + " cannot be closed within a write");
        }
        try {
            sessions.close();
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    static void rollBack(Dialect dialect, Session session, Throwable because) {
        session.forget();
        try {
            dialect.rollback(session);
        } catch (SQLException e) {
            session.broken();
            because.addSuppressed(e);
        }
    }

    private static void close(Sessions sessions, Throwable because) {
        try {
            sessions.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
