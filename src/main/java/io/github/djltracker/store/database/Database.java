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

/** Reads and writes, each call in one transaction; if a call throws, nothing was written. Thread-safe. */
public final class Database implements AutoCloseable {
    /** Maximum number of attempts of a write that conflicts with concurrent writes. */
    public static final int ATTEMPTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /**
     * Work within a transaction. It may run several times until its transaction is committed, so it must change only
     * the database, and must not depend on an earlier attempt.
     */
    public interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private interface Begin {
        void in(Session session) throws SQLException;
    }

    private final Dialect dialect;
    private final Sessions sessions;
    // the session of the write that a thread is executing
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

    /** Creates or migrates the tables. */
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

    /** Maximum number of threads that should append at the same time. */
    public int writers() {
        return dialect.writers();
    }

    /** Whether this thread is executing a write. */
    public boolean isWriting() {
        return outer() != null;
    }

    /** Writes in a transaction; within another write of the same thread, as a part of that one. */
    public <T> T write(Work<T> work) {
        return write(work, false);
    }

    /**
     * Like {@link #write(Work)}.
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
        // skipped after a failure: the session then keeps forcing, which is only slower, and the cause is not hidden
        dialect.force(session, false);
        return result;
    }

    /** Reads in a transaction; within a write of the same thread, as a part of that one. */
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
            // a failed part fails the whole transaction, even if its exception was caught
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

    /** Waits for a write in progress; reads in progress close their connections themselves. */
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
