package io.github.djltracker.store.port;

import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.find.AlertReader;
import io.github.djltracker.store.find.RunFinder;
import io.github.djltracker.store.log.Appends;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one store share.
 *
 * @param appends appends to the runs of the database
 * @param beforeReading runs before each query, on the thread of the caller
 * @param rules the rules for the alerts of runs
 * @param through where entries go instead of the database; null for the database
 */
public record Access(
        Database database,
        Appends appends,
        Clock clock,
        Runnable beforeReading,
        Supplier<AlertRules> rules,
        @Nullable Sink through) {
    /** Answers a query. */
    <T> T read(Database.Work<T> query) {
        beforeReading.run();
        return database.read(query);
    }

    /** Finds the alerts of runs in their current state. */
    AlertReader alerts() {
        return new AlertReader(rules.get(), clock.millis());
    }

    /** The runs that received an entry at this time or later. */
    public List<HeardRun> heardSince(long time) {
        return read(session -> RunFinder.heardSince(session, time, SqlRuns.lostBefore(this), alerts()));
    }

    /** The sink that entries are appended to. */
    Sink entries() {
        return through == null ? log() : through;
    }

    public RunLog log() {
        return new RunLog(this);
    }
}
