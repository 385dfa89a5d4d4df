package io.github.djltracker.client;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all tests of a class, with a fresh database for each test. */
final class RealServer
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, IdempotentStore {
    static final String TOKEN = "a-token-of-the-tests";

    /** The settings of its clients: the token, and longer timeouts than a busy machine needs. */
    static final HttpSettings SETTINGS = HttpSettings.DEFAULTS
            .token(TOKEN)
            .timeouts(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final Function<Path, SqlStore> opening;
    private @Nullable TrackerServer server;
    private @Nullable Path folder;
    private volatile @Nullable SqlStore store;

    /** With SQLite. */
    RealServer() {
        this(folder -> SqlStore.open(folder.resolve("tracker.db")));
    }

    /** With the store that the function opens in a folder of its own. */
    RealServer(Function<Path, SqlStore> opening) {
        this.opening = opening;
    }

    String url() {
        return requireNonNull(server).uri().toString();
    }

    /** The store that it serves. */
    SqlStore store() {
        return requireNonNull(store);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = TrackerServer.start(
                this, ServerSettings.builder().port(0).writeToken(TOKEN).build());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Path fresh = Files.createTempDirectory("tracker");
        folder = fresh;
        store = opening.apply(fresh);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        store().close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(requireNonNull(folder))) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        requireNonNull(server).close();
    }

    @Override
    public Experiments experiments() {
        return store().experiments();
    }

    @Override
    public Experiment experiment(String name) {
        return store().experiment(name);
    }

    @Override
    public Optional<Experiment> experiment(UUID id) {
        return store().experiment(id);
    }

    @Override
    public Optional<Model> model(UUID id) {
        return store().model(id);
    }

    @Override
    public RunLogs logs() {
        return store().logs();
    }

    @Override
    public String once(UUID request, String content, Supplier<String> work) {
        return store().once(request, content, work);
    }

    @Override
    public List<HeardRun> heardSince(Instant time) {
        return store().heardSince(time);
    }
}
