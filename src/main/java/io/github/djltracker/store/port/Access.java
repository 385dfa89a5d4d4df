package io.github.djltracker.store.port;

import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.store.database.Database;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one store share.
 *
 * @param beforeReading done before each query, by the thread that asks
 * @param through where entries go instead of the database; null for the database
 */
public record Access(
        Database database,
        Clock clock,
        Runnable beforeReading,
        @Nullable Sink through) {
    /** Answers a query. */
    <T> T read(Database.Work<T> query) {
        beforeReading.run();
        return database.read(query);
    }

    /** Where entries go. */
    Sink entries() {
        return through == null ? log() : through;
    }

    public RunLog log() {
        return new RunLog(this);
    }
}
