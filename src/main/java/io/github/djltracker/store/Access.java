package io.github.djltracker.store;

import java.time.Clock;

/** What the parts of one store share. */
record Access(Database database, Clock clock) {
    RunLog log() {
        return new RunLog(this);
    }
}
