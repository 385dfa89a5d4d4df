package io.github.djltracker.client;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.Store;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tracker behind a URL that stores its experiments in PostgreSQL fulfils every contract, too. */
final class HttpPostgresContractTest implements AllContracts {
    @RegisterExtension
    static final RealServer SERVER =
            new RealServer(folder -> SqlStore.open(PostgresServer.shared().emptied()));

    private final HttpStore store = HttpStore.open(SERVER.url(), RealServer.SETTINGS);

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
