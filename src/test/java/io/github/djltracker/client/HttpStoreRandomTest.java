package io.github.djltracker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.client.call.Retries;
import io.github.djltracker.store.FixedStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.process.CuttingProxy;
import io.github.djltracker.testing.random.RandomOperations;
import io.github.djltracker.testing.random.Seeds;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A tracker behind a URL answers as the tracker in memory does, whatever both are asked, and whichever connections are
 * cut.
 */
final class HttpStoreRandomTest {
    /** Stands still, so that the duration of the test does not affect its runs. */
    private static final Clock CLOCK = new ManualClock(Entries.TIME);

    @RegisterExtension
    static final RealServer SERVER = new RealServer(folder -> FixedStore.open(folder.resolve("tracker.db"), CLOCK));

    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.token(RealServer.TOKEN);

    @Test
    void answers_as_the_tracker_in_memory_does() {
        try (HttpStore store = HttpStore.open(SERVER.url(), SETTINGS)) {
            new RandomOperations(Seeds.next()).run(200, new InMemoryTracker(CLOCK).experiments(), store.experiments());
        }
    }

    @Test
    void does_everything_once_over_connections_that_are_cut() {
        long seed = Seeds.next();
        Retries many = new Retries(50, time -> {}, () -> 0);
        int port = URI.create(SERVER.url()).getPort();
        // entries bypass the proxy: a client repeats them only behind an outbox
        try (CuttingProxy proxy = CuttingProxy.start(1, seed, port);
                HttpStore straight = HttpStore.open(SERVER.url(), SETTINGS);
                HttpStore cut = HttpStore.open("http://127.0.0.1:" + proxy.port(), SETTINGS, many)) {
            HttpStore store = cut.through(straight.logs());

            new RandomOperations(seed).run(120, new InMemoryTracker(CLOCK).experiments(), store.experiments());

            assertThat(proxy.cuts()).isGreaterThan(20);
        }
    }
}
