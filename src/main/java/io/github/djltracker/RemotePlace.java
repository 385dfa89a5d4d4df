package io.github.djltracker;

import io.github.djltracker.client.HttpSettings;
import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.Sink;
import io.github.djltracker.domain.Store;
import io.github.djltracker.outbox.Outbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A server, before which stands an outbox: what is appended is on disk at once, and at the server as soon as that can be
 * reached. What is read comes from the server.
 */
final class RemotePlace implements Place {
    private final HttpStore server;
    private final HttpStore store;
    private final Outbox outbox;

    private RemotePlace(HttpStore server, Outbox outbox) {
        this.server = server;
        this.store = server.through(outbox);
        this.outbox = outbox;
    }

    /** Asks nothing of the server yet. What earlier processes left in the outbox is sent from here on. */
    static RemotePlace open(URI url, TrackerOptions options) {
        HttpStore server = HttpStore.open(url.toString(), HttpSettings.DEFAULTS.token(options.token()));
        try {
            Path directory = options.outbox().resolve(folder(url));
            return new RemotePlace(
                    server, Outbox.open(directory, address(url), server.destination(), options.outboxBytes()));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The folder of a server within the outbox: its address in letters that every file system takes. */
    static String folder(URI url) {
        return address(url).replaceFirst("^https?://", "").replaceAll("[^a-z0-9.-]+", "_")
                + (url.getScheme().equalsIgnoreCase("https") ? "_s" : "");
    }

    /** The same text for the same server, however its address was written. */
    static String address(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public boolean owns(Sink sink) {
        return store.owns(sink);
    }

    @Override
    public boolean flush(Duration atMost) {
        return outbox.flush(atMost);
    }

    @Override
    public void close(Duration atMost) {
        outbox.close(atMost);
        server.close();
    }
}
