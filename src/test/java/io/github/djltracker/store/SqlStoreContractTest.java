package io.github.djltracker.store;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract. */
final class SqlStoreContractTest implements AllContracts, IdempotentStoreContract {
    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("tracker.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public IdempotentStore store() {
        return store;
    }
}
