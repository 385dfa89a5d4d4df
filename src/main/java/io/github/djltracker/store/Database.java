package io.github.djltracker.store;

import io.github.djltracker.domain.ClosedException;
import io.github.djltracker.domain.UnavailableException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection that writes, behind a lock, and a few that read. A read never keeps a write waiting, nor a write a
 * read. Each call is one transaction; where it throws, nothing was written. Thread-safe.
 */
final class Database implements AutoCloseable {
    /** Connections that read at a time; further readers wait for one. */
    static final int READERS = 4;
    /** How long a reader waits for a connection. */
    static final int READER_WAIT_SECONDS = 30;

    /** What is done within a transaction. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private final Dialect dialect;
    private final ReentrantLock writing = new ReentrantLock();
    // guarded by writing
    private Session writer;
    private final Semaphore readers = new Semaphore(READERS, true);
    private final Object lock = new Object();
    // guarded by lock
    private final Deque<Session> idle = new ArrayDeque<>();
    // written under both locks, read under either
    private volatile boolean closed;

    private Database(Dialect dialect, Session writer) {
        this.dialect = dialect;
        this.writer = writer;
    }

    static Database open(Dialect dialect) {
        try {
            Session writer = dialect.writer();
            try {
                new Migrations(dialect).apply(writer);
                return new Database(dialect, writer);
            } catch (SQLException | RuntimeException e) {
                close(writer, e);
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Within another write of the same thread it is a part of that. */
    <T> T write(Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return join(work);
        }
        writing.lock();
        try {
            requireOpen();
            Session session = writer();
            dialect.begin(session);
            return transact(session, work);
        } catch (SQLException e) {
            writer.forget();
            throw dialect.translate(e);
        } finally {
            writing.unlock();
        }
    }

    /** The one that writes; another, if it could not be brought back from a failure. */
    private Session writer() throws SQLException {
        if (writer.isBroken()) {
            Session broken = writer;
            writer = dialect.writer();
            broken.close();
        }
        return writer;
    }

    private <T> T join(Work<T> work) {
        try {
            return work.in(writer);
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    <T> T read(Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return join(work);
        }
        acquire();
        try {
            Session session = reader();
            try {
                dialect.beginReading(session);
                return transact(session, work);
            } catch (SQLException e) {
                session.forget();
                throw e;
            } finally {
                giveBack(session);
            }
        } catch (SQLException e) {
            throw dialect.translate(e);
        } finally {
            readers.release();
        }
    }

    private <T> T transact(Session session, Work<T> work) throws SQLException {
        try {
            T result = work.in(session);
            dialect.commit(session);
            return result;
        } catch (CorruptException e) {
            rollBack(dialect, session, e);
            throw new UnavailableException(dialect.place() + " is damaged: " + e.getMessage(), e);
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(dialect, session, e);
            throw e;
        }
    }

    private void acquire() {
        boolean acquired = false;
        try {
            acquired = readers.tryAcquire(READER_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting to read " + dialect.place(), e);
        }
        if (!acquired) {
            throw new UnavailableException(
                    dialect.place() + " is read by " + READERS + " others, waited " + READER_WAIT_SECONDS + " s");
        }
    }

    private Session reader() throws SQLException {
        synchronized (lock) {
            requireOpen();
            Session session = idle.poll();
            if (session != null) {
                return session;
            }
        }
        return dialect.reader();
    }

    private void giveBack(Session session) throws SQLException {
        synchronized (lock) {
            if (!closed && !session.isBroken()) {
                idle.push(session);
                return;
            }
        }
        session.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(dialect.place() + " is closed");
        }
    }

    /** Waits for a write that is under way; reads under way close their connections themselves. */
    @Override
    public void close() {
        writing.lock();
        try {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
                for (Session session : idle) {
                    session.close();
                }
                idle.clear();
            }
            writer.close();
        } catch (SQLException e) {
            throw dialect.translate(e);
        } finally {
            writing.unlock();
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

    private static void close(@Nullable Session session, Throwable because) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
