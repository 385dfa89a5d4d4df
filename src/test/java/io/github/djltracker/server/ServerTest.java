package io.github.djltracker.server;

import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The base class of server tests: a server on a free port, with a new file. */
abstract class ServerTest {
    static final String BASE = "/api/v1";
    static final UUID RUN = UUID.fromString("5c0b8d60-2f6a-4c0e-9f0e-0123456789ab");

    @TempDir
    Path directory;

    SqlStore store;
    TrackerServer server;
    Http http;

    @BeforeEach
    void start() {
        store = SqlStore.open(directory.resolve("server.db"));
        server = TrackerServer.start(store, settings().port(0).build());
        http = new Http(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    ServerSettings.Builder settings() {
        return ServerSettings.builder();
    }
}
