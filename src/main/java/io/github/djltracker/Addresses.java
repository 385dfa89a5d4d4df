package io.github.djltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Canonical addresses of places: one string per place, however it was written. Also the names of their outbox folders.
 */
final class Addresses {
    /** Addresses whose folder names are unique without a hash. */
    private static final Pattern PLAIN = Pattern.compile("https?://[a-z0-9._-]{1,200}:[0-9]+");

    private static final Pattern SECRET = Pattern.compile("(?i)(?<=[?&])[^=&]*password=[^&]*&?");
    private static final int MAX_NAME = 100;

    private Addresses() {}

    /** The address of a place, without secrets. {@link TrackerUri#parse} can read it again. */
    static String of(TrackerUri uri) {
        if (uri instanceof TrackerUri.Remote remote) {
            return ofServer(remote.url());
        } else if (uri instanceof TrackerUri.Postgres postgres) {
            return SECRET.matcher(postgres.jdbcUrl()).replaceAll("").replaceFirst("[?&]$", "");
        } else if (uri instanceof TrackerUri.File file) {
            return file.path().toAbsolutePath().normalize().toString();
        }
        TrackerUri.OneWay place = (TrackerUri.OneWay) uri;
        return place.scheme() + ":" + place.address();
    }

    private static String ofServer(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        int port = url.getPort();
        if (host == null) { // java.net.URI returns no host that has an underscore
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

    /**
     * The name of the outbox folder of a place: its address, with characters replaced that some file systems do not
     * allow. Unless the address is only a host and a port, a hash is appended, so that no two places share a folder.
     */
    static String folder(String address) {
        String name = address.replaceFirst("^https?://", "").replaceAll("[^a-z0-9.-]+", "_")
                + (address.startsWith("https:") ? "_s" : "");
        if (PLAIN.matcher(address).matches()) {
            return name;
        }
        String hash = UUID.nameUUIDFromBytes(address.getBytes(UTF_8)).toString();
        return name.substring(0, Math.min(name.length(), MAX_NAME)) + "-" + hash.substring(0, 8);
    }
}
