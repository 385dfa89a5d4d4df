package io.github.djltracker.store.session;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels a statement that takes too long. JDBC has a timeout for this, but SQLite's driver uses it as the time to wait
 * for a lock. Thread-safe.
 */
final class TimeLimit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

    private final Statement statement;
    private final Duration most;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    // guarded by this
    private boolean isOver;
    private boolean isClosed;

    private TimeLimit(Statement statement, Duration most) {
        this.statement = statement;
        this.most = most;
    }

    /** Starts a limit, which lasts until it is closed. */
    static TimeLimit of(Statement statement, Duration most) {
        TimeLimit limit = new TimeLimit(statement, most);
        var unused = limit.done
                .orTimeout(most.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyAsync(e -> {
                    limit.end();
                    return null;
                });
        return limit;
    }

    private synchronized void end() {
        // another statement may be running on the connection by now
        if (isClosed) {
            return;
        }
        isOver = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("a statement cannot be ended", e);
        }
    }

    /**
     * Explains a failure if the limit was its reason.
     *
     * @throws IllegalArgumentException if the limit ended the statement
     */
    synchronized void explain(SQLException failure) {
        if (isOver) {
            throw new IllegalArgumentException(
                    "the search took longer than " + most.toSeconds()
                            + " s and was ended: use fewer conditions, or search a smaller experiment",
                    failure);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        done.complete(null);
    }
}
