package io.github.djltracker.store.database;

import io.github.djltracker.store.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;

/**
 * The write-ahead log of a file of SQLite, which would only grow as long as any two readers overlap. Any thread may use it for a
 * connection and read its size; all else belongs to the one that writes.
 */
final class SqliteLog {
    /** It is cut back to this once a checkpoint emptied it. */
    private static final long KEPT_BYTES = 16L << 20;
    /** A commit that makes it this many pages long checkpoints it into the file: a larger value does so less often. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** Above this the log is emptied even if that has to wait for readers. */
    static final long MOST_BYTES = 64L << 20;
    /** How often its length is looked at: the disk writes little meanwhile, and each look is a system call. */
    static final long CHECK_NANOS = 1_000_000;
    /** How long emptying it waits for readers, while nobody writes: others wait longer before they give up. */
    private static final int EMPTYING_MILLIS = 5_000;
    /** Until what was busy at once is tried again. */
    private static final long BUSY_PAUSE_NANOS = 1_000_000;

    private final Path path;
    private final int busyTimeoutMillis;
    private final long mostBytes;
    private final long checkNanos;
    // the size at which it is emptied next
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
     * Has a connection use it. Of those that make a file at the same time all but one are told that it is busy at once, whatever
     * the timeout is.
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

    /** Its size; 0 where there is none. */
    long bytes() {
        return Sqlite.size(path);
    }

    /** Whether it is so long that it should be emptied before the next transaction, as far as that is known. */
    boolean isLong() {
        long now = System.nanoTime();
        if (now - checked < checkNanos) {
            return false;
        }
        checked = now;
        return bytes() > emptiedAbove;
    }

    /** How long emptying it may wait for readers. */
    int emptyingMillis() {
        return Math.min(EMPTYING_MILLIS, busyTimeoutMillis);
    }

    /** Moves it into the file. Where somebody reads for longer, it is tried again when the log has grown as much again. */
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
