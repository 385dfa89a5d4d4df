package io.github.djltracker;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.store.SqlStore;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destination of an outbox: a server, a database, or a destination for writing only. Opening it makes no request to
 * a server.
 *
 * @param address identifies the destination, without secrets
 * @param reader creates the store that reads its entries, from a sink for appends and a task that runs before each
 *     query; null if reading is not supported
 */
record Recipient(
        String address, Destination destination, @Nullable BiFunction<Sink, Runnable, Store> reader, Runnable closing)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recipient.class);

    /**
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be opened
     * @throws IllegalArgumentException if one of its settings is invalid
     */
    static Recipient open(TrackerUri uri, TrackerOptions options) {
        String address = Addresses.of(uri);
        if (uri instanceof TrackerUri.Remote remote) {
            return server(address, remote, options);
        } else if (uri instanceof TrackerUri.OneWay place) {
            return oneWay(address, place, options);
        }
        SqlStore store = uri instanceof TrackerUri.Postgres postgres
                ? SqlStore.open(postgres.jdbcUrl())
                : SqlStore.open(((TrackerUri.File) uri).path());
        BiFunction<Sink, Runnable, Store> reader = (sink, beforeReading) -> {
            SqlStore through = store.through(sink);
            through.beforeReading(beforeReading);
            return through;
        };
        return new Recipient(address, Destination.of(store.logs()), reader, store::close);
    }

    private static Recipient server(String address, TrackerUri.Remote remote, TrackerOptions options) {
        HttpStore server = HttpStore.open(remote.url().toString(), HttpSettings.DEFAULTS.token(options.token()));
        return new Recipient(address, server.destination(), server::through, server::close);
    }

    private static Recipient oneWay(String address, TrackerUri.OneWay place, TrackerOptions options) {
        Sink sink = Destinations.open(place, options);
        return new Recipient(address, Destination.of(sink), null, () -> {
            if (sink instanceof AutoCloseable closeable) {
                close(closeable);
            }
        });
    }

    private static void close(AutoCloseable sink) {
        try {
            sink.close();
        } catch (Exception e) { // thrown by the destination; its entries are safe, there or in the outbox
            LOG.warn("{} could not be closed", sink, e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
