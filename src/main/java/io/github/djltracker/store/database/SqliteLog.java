package io.github.djltracker.store.database;

import io.github.djltracker.store.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;

/**
 * The write-ahead log of an SQLite file. Limits its size, because it would otherwise grow as long as reads overlap.
 * {@link #use} and {@link #bytes} may be called by any thread, the other methods only by the thread that writes.
 */
final class SqliteLog {
    /** Size to which the file is truncated after a checkpoint has emptied it. */
    private static final long KEPT_BYTES = 16L << 20;
    /** A commit runs a checkpoint when the log has at least this many pages. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** Above this size, the log is emptied even if this has to wait for readers. */
    static final long MOST_BYTES = 64L << 20;
    /** Minimum time between checks of the size, each of which is a system call; little is written in this time. */
    static final long CHECK_NANOS = 1_000_000;
    /** How long emptying waits for readers. No thread writes during this time, and other writers give up only later. */
    private static final int EMPTYING_MILLIS = 5_000;
    /** Pause before a busy operation is tried again. */
    private static final long BUSY_PAUSE_NANOS = 1_000_000;

    private final Path path;
    private final int busyTimeoutMillis;
    private final long mostBytes;
    private final long checkNanos;
    // the size above which it is emptied next
    private long emptiedAbove;
    private long checked = System.nanoTime();

    SqliteLog(Path file, int busyTimeoutMillis, long mostBytes, long checkNanos) {
        path = file.resolveSibling(file.getFileName() + "-wal");
        this.busyTimeoutMillis = busyTimeoutMillis;
        this.mostBytes = mostBytes;
        this.checkNanos = checkNanos;
        emptiedAbove = mostBytes;
    }

    /**
     * Configures a connection. If several create a file at the same time, all but one immediately fail with
     * SQLITE_BUSY, whatever their timeout is, and try again.
     */
    void use(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                Sqlite.execute(connection, "PRAGMA journal_mode = WAL");
                Sqlite.execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
                Sqlite.execute(connection, "PRAGMA journal_size_limit = " + KEPT_BYTES);
                return;
            } catch (SQLException e) {
                boolean waited = System.nanoTime() - begun >= 1_000_000L * busyTimeoutMillis;
                if (Sqlite.code(e) != SQLiteErrorCode.SQLITE_BUSY
                        || waited
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(BUSY_PAUSE_NANOS);
            }
        }
    }

    /** The size of the file; 0 if it does not exist. */
    long bytes() {
        return Sqlite.size(path);
    }

    /** Whether the log should be emptied before the next transaction; false if its size has only just been checked. */
    boolean isLong() {
        long now = System.nanoTime();
        if (now - checked < checkNanos) {
            return false;
        }
        checked = now;
        return bytes() > emptiedAbove;
    }

    /** How long emptying may wait for readers. */
    int emptyingMillis() {
        return Math.min(EMPTYING_MILLIS, busyTimeoutMillis);
    }

    /**
     * Moves the log into the file. If a reader prevents that, it is tried again when the log has grown by its maximum
     * size once more.
     */
    void empty(Session writer) throws SQLException {
        Connection connection = writer.connection();
        Sqlite.execute(connection, "PRAGMA busy_timeout = " + emptyingMillis());
        try {
            boolean isEmptied = Sqlite.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
            emptiedAbove = isEmptied ? mostBytes : bytes() + mostBytes;
        } finally {
            Sqlite.execute(connection, "PRAGMA busy_timeout = " + busyTimeoutMillis);
        }
    }
}
