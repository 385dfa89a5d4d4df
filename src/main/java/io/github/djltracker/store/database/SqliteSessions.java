package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.Sessions;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for writing, behind a lock, and a few for reading. Reads and writes do not wait for each other, except
 * while a log that has become long is moved into the file. Thread-safe.
 */
final class SqliteSessions implements Sessions {
    /** Maximum number of connections that read at the same time; further readers wait for one. */
    static final int READERS = 4;
    /** How long a reader waits for a connection. */
    static final int READER_WAIT_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteSessions.class);

    private final Sqlite sqlite;
    // held by the thread that has the writer; fair, so that constant appends do not keep other writers waiting for long
    private final ReentrantLock writing = new ReentrantLock(true);
    // guarded by writing
    private Session writer;
    private final Semaphore readers = new Semaphore(READERS, true);
    private final Object lock = new Object();
    // guarded by lock
    private final Deque<Session> idle = new ArrayDeque<>();
    // written under both locks, read under either
    private volatile boolean closed;

    SqliteSessions(Sqlite sqlite, Session writer) {
        this.sqlite = sqlite;
        this.writer = writer;
    }

    @Override
    public Session writer() throws SQLException {
        writing.lock();
        boolean taken = false;
        try {
            requireOpen();
            if (writer.isBroken()) {
                Session broken = writer;
                writer = sqlite.writer();
                close(broken);
            }
            if (sqlite.log().isLong()) {
                emptyLog();
            }
            taken = true;
            return writer;
        } finally {
            if (!taken) {
                writing.unlock();
            }
        }
    }

    /** Empties the log. Waits for reads in progress; new reads wait until this is done. */
    private void emptyLog() throws SQLException {
        boolean isAlone = false;
        try {
            isAlone = readers.tryAcquire(READERS, sqlite.log().emptyingMillis(), TimeUnit.MILLISECONDS);
            sqlite.log().empty(writer);
        } catch (InterruptedException e) {
            // an interrupted thread has to write first; the next one empties the log
            Thread.currentThread().interrupt();
        } finally {
            if (isAlone) {
                readers.release(READERS);
            }
        }
    }

    @Override
    public Session reader() throws SQLException {
        acquire();
        boolean taken = false;
        try {
            Session session = idle();
            if (session == null) {
                session = sqlite.reader();
            }
            taken = true;
            return session;
        } finally {
            if (!taken) {
                readers.release();
            }
        }
    }

    private @Nullable Session idle() {
        synchronized (lock) {
            requireOpen();
            return idle.poll();
        }
    }

    private void acquire() {
        boolean acquired = false;
        try {
            acquired = readers.tryAcquire(READER_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting to read " + sqlite.place(), e);
        }
        if (!acquired) {
            throw new UnavailableException(
                    sqlite.place() + " is read by " + READERS + " others, waited " + READER_WAIT_SECONDS + " s");
        }
    }

    @Override
    public void giveBack(Session session) {
        if (writing.isHeldByCurrentThread() && session == writer) {
            writing.unlock();
            return;
        }
        try {
            if (!isKept(session)) {
                close(session);
            }
        } finally {
            readers.release();
        }
    }

    private boolean isKept(Session session) {
        synchronized (lock) {
            if (closed || session.isBroken()) {
                return false;
            }
            idle.push(session);
            return true;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(sqlite.place() + " is closed");
        }
    }

    @Override
    public void close() throws SQLException {
        writing.lock();
        try {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
                idle.forEach(SqliteSessions::close);
                idle.clear();
            }
            writer.close();
        } finally {
            writing.unlock();
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection", e);
        }
    }
}
