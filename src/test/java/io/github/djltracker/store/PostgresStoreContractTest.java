package io.github.djltracker.store;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import io.github.djltracker.testing.process.CitusCluster;
import io.github.djltracker.testing.process.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** PostgreSQL fulfils every contract, with statements that would also work on a cluster. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class PostgresStoreContractTest implements AllContracts, IdempotentStoreContract {
    private static SpreadStatements statements;
    private static SqlStore store;

    @BeforeAll
    static void open() {
        statements = new SpreadStatements();
        String url = PostgresServer.anyDatabase();
        store = SqlStore.open(url);
        if (!CitusCluster.isWanted()) {
            // deleted runs must be remembered without the trigger, which a cluster does not have
            PostgresServer.execute(url, "DROP TRIGGER run_deleted ON run");
        }
    }

    @AfterAll
    static void close() {
        store.close();
        statements.close();
        statements.require();
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
