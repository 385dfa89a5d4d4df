package io.github.djltracker;

import io.github.djltracker.domain.alert.AlertRulesFile;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.store.SqlStore;
import java.time.Duration;

/** A database, in which an entry can be read as soon as it has been appended. */
record LocalPlace(SqlStore store) implements Place {
    LocalPlace {
        store.judgeBy(AlertRulesFile.ofEnvironment(System.getenv()));
        store.beforeReading(new CatchUp(store::owns, atMost -> true));
    }

    @Override
    public boolean owns(Sink sink) {
        return store.owns(sink);
    }

    @Override
    public boolean flush(Duration atMost) {
        return true;
    }

    @Override
    public void close(Duration atMost) {
        store.close();
    }
}
