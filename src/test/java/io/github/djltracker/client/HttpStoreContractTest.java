package io.github.djltracker.client;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server with SQLite fulfils every contract through HTTP, except {@code IdempotentStore.once}, which only the server
 * offers.
 */
final class HttpStoreContractTest implements AllContracts {
    @RegisterExtension
    static final RealServer SERVER = new RealServer();

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
