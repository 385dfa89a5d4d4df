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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract. */
final class SqlStoreContractTest
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
