package io.github.djltracker.client;

import io.github.djltracker.domain.CurveContract;
import io.github.djltracker.domain.ExperimentsContract;
import io.github.djltracker.domain.IterationsContract;
import io.github.djltracker.domain.MetricsContract;
import io.github.djltracker.domain.ModelsContract;
import io.github.djltracker.domain.ModulesContract;
import io.github.djltracker.domain.PagesContract;
import io.github.djltracker.domain.RunLogsContract;
import io.github.djltracker.domain.RunsContract;
import io.github.djltracker.domain.SinkContract;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.StoreContract;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tracker behind a URL that keeps its experiments in PostgreSQL keeps every contract too. */
final class HttpPostgresContractTest
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
                StoreContract {
    @RegisterExtension
    static final RealServer SERVER =
            new RealServer(folder -> SqlStore.open(PostgresServer.shared().database()));

    private final HttpStore store = HttpStore.open(SERVER.url(), HttpSettings.DEFAULTS.token(RealServer.TOKEN));

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
