package io.github.djltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.outbox.Outbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A server, before which stands an outbox: what is appended is on disk at once, and at the server as soon as that can be
 * reached. What is read comes from the server.
 */
final class RemotePlace implements Place {
    /** Addresses whose folder tells them from all others. */
    private static final Pattern PLAIN = Pattern.compile("https?://[a-z0-9._-]{1,200}:[0-9]+");

    private static final int MAX_NAME = 100;

    private final HttpStore server;
    private final HttpStore store;
    private final Outbox outbox;

    private RemotePlace(HttpStore server, Outbox outbox) {
        this.server = server;
        this.outbox = outbox;
        this.store = server.through(outbox, new CatchUp(this::owns, outbox::catchUp));
    }

    /** Asks nothing of the server yet. What earlier processes left in the outbox is sent from here on. */
    static RemotePlace open(URI url, TrackerOptions options) {
        HttpStore server = HttpStore.open(url.toString(), HttpSettings.DEFAULTS.token(options.token()));
        try {
            Path directory = options.outbox().resolve(folder(url));
            return new RemotePlace(
                    server, Outbox.open(directory, address(url), server.destination(), options.outboxBytes()));
        } catch (UnavailableException e) {
            server.close();
            throw new UnavailableException(
                    e.getMessage()
                            + ": what is recorded for a server is kept on disk first, so name a folder that can be"
                            + " written, and has room, in " + TrackerOptions.OUTBOX_VARIABLE,
                    e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The folder of a server within the outbox: its address in letters that every file system takes, and where some had to
     * be replaced a hash of it, so that no two servers share one.
     */
    static String folder(URI url) {
        String address = address(url);
        String name = address.replaceFirst("^https?://", "").replaceAll("[^a-z0-9.-]+", "_")
                + (address.startsWith("https:") ? "_s" : "");
        if (PLAIN.matcher(address).matches()) {
            return name;
        }
        String hash = UUID.nameUUIDFromBytes(address.getBytes(UTF_8)).toString();
        return name.substring(0, Math.min(name.length(), MAX_NAME)) + "-" + hash.substring(0, 8);
    }

    /** The same text for the same server, however its address was written. */
    static String address(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        int port = url.getPort();
        if (host == null) { // it has an underscore
            String[] parts = url.getRawAuthority().split(":", 2);
            host = parts[0];
            port = parts.length == 1 ? -1 : Integer.parseInt(parts[1]);
        }
        if (port < 0) {
            port = scheme.equals("https") ? 443 : 80;
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port + path;
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
