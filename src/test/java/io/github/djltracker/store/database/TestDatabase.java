package io.github.djltracker.store.database;

import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** The dialects, each of which passes every test that is not about one of them. */
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

    /** An empty database, and ways into it for several stores. */
    public abstract Supplier<Dialect> create(Path folder);

    /** Opens a store of an empty database. */
    public SqlStore open(Path folder) {
        return SqlStore.open(create(folder).get(), Clock.systemUTC());
    }
}
