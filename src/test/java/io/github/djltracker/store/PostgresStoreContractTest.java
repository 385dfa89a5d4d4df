package io.github.djltracker.store;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import io.github.djltracker.testing.process.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** PostgreSQL keeps every contract. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class PostgresStoreContractTest implements AllContracts, IdempotentStoreContract {
    private static SqlStore store;

    @BeforeAll
    static void open() {
        store = SqlStore.open(PostgresServer.shared().database());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().write(session -> {
            session.update("DELETE FROM experiment");
            session.update("DELETE FROM request");
            return session.update("DELETE FROM deleted_run");
        });
    }

    @Override
    public IdempotentStore store() {
        return store;
    }
}
