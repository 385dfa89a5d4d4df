package io.github.djltracker.store;

import io.github.djltracker.store.database.Postgres;
import io.github.djltracker.store.database.PostgresUrl;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.process.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Alerts of runs in PostgreSQL. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class PostgresAlertsTest implements AlertsContract {
    private static final ManualClock CLOCK = new ManualClock(Entries.TIME);
    private static SqlStore store;

    @BeforeAll
    static void open() {
        store = SqlStore.open(new Postgres(PostgresUrl.parse(PostgresServer.anyDatabase(), null, null)), CLOCK);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    public SqlStore store() {
        return store;
    }

    @Override
    public ManualClock clock() {
        return CLOCK;
    }
}
