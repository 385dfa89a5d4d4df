package io.github.djltracker.store;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** SQLite fulfils every contract, with statements that read no more rows than they need. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class SqlStoreContractTest implements AllContracts, IdempotentStoreContract {
    private static PlannedStatements statements;

    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeAll
    static void record() {
        statements = new PlannedStatements();
    }

    @AfterAll
    static void plan(@TempDir Path empty) throws SQLException {
        statements.close();
        Path file = empty.resolve("tracker.db");
        SqlStore.open(file).close();
        statements.require(file);
    }

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
