package io.github.djltracker.store;

import io.github.djltracker.domain.CurveContract;
import io.github.djltracker.domain.ExperimentsContract;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import io.github.djltracker.domain.IterationsContract;
import io.github.djltracker.domain.MetricsContract;
import io.github.djltracker.domain.ModelsContract;
import io.github.djltracker.domain.ModulesContract;
import io.github.djltracker.domain.PagesContract;
import io.github.djltracker.domain.RunLogsContract;
import io.github.djltracker.domain.RunsContract;
import io.github.djltracker.domain.SinkContract;
import io.github.djltracker.domain.StoreContract;
import io.github.djltracker.domain.SummariesContract;
import io.github.djltracker.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** PostgreSQL keeps every contract. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class PostgresStoreContractTest
        implements ExperimentsContract,
                ModelsContract,
                ModulesContract,
                IterationsContract,
                MetricsContract,
                PagesContract,
                CurveContract,
                RunsContract,
                SinkContract,
                RunLogsContract,
                StoreContract,
                IdempotentStoreContract,
                SummariesContract {
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
