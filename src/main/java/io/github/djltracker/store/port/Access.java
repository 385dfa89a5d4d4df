package io.github.djltracker.store.port;

import io.github.djltracker.store.database.Database;
import java.time.Clock;

/**
 * What the parts of one store share.
 *
 * @param beforeReading done before each query, by the thread that asks
 */
public record Access(Database database, Clock clock, Runnable beforeReading) {
    /** Answers a query. */
    <T> T read(Database.Work<T> query) {
        beforeReading.run();
        return database.read(query);
    }

    public RunLog log() {
        return new RunLog(this);
    }
}
