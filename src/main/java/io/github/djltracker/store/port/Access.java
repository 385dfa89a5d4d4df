package io.github.djltracker.store.port;

import io.github.djltracker.store.database.Database;
import java.time.Clock;

/** What the parts of one store share. */
public record Access(Database database, Clock clock) {
    public RunLog log() {
        return new RunLog(this);
    }
}
