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
import io.github.djltracker.domain.SummariesContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server in front of SQLite keeps every contract, as seen through HTTP; requests done once are the server's alone. */
final class HttpStoreContractTest
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
                SummariesContract,
                StoreContract {
    @RegisterExtension
    static final RealServer SERVER = new RealServer();

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
