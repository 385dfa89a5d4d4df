package io.github.djltracker.store;

import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of runs in SQLite. */
final class SqlAlertsTest implements AlertsContract {
    private final ManualClock clock = new ManualClock(Entries.TIME);

    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("tracker.db"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public SqlStore store() {
        return store;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }
}
