package io.github.djltracker.store.database;

import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** The dialects. Each passes every test that is not about a single dialect. */
public enum TestDatabase {
    SQLITE {
        @Override
        public Supplier<Dialect> create(Path folder) {
            return () -> new Sqlite(folder.resolve("tracker.db"));
        }
    },

    POSTGRES {
        @Override
        public Supplier<Dialect> create(Path folder) {
            String url = PostgresServer.anyDatabase();
            return () -> new Postgres(PostgresUrl.parse(url, null, null));
        }
    };

    /**
     * Creates an empty database. Each call of the supplier returns another dialect for it, so several stores can share
     * it.
     */
    public abstract Supplier<Dialect> create(Path folder);

    /** Opens a store with an empty database. */
    public SqlStore open(Path folder) {
        return SqlStore.open(create(folder).get(), Clock.systemUTC());
    }
}
