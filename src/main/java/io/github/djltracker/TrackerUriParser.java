package io.github.djltracker;

import io.github.djltracker.destination.DestinationProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses {@link TrackerUri}s. */
final class TrackerUriParser {
    private static final String JDBC_SQLITE = "jdbc:sqlite:";
    private static final String FORMS = "allowed are a file (runs.db, /data/runs.db, file:///data/runs.db),"
            + " jdbc:sqlite:<file>, a server (http://host:8091, https://host), jdbc:postgresql://host/database and,"
            + " for writing only, " + Destinations.examples();
    /** Separates URIs: a comma that is followed by a scheme. */
    static final String COMMA = "\\s*,\\s*(?=[A-Za-z][A-Za-z0-9+.-]+:)";
    /** A single letter before the colon is a Windows drive. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static final Pattern UNDERSCORED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(:[0-9]{1,5})?");

    private TrackerUriParser() {}

    static TrackerUri parse(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        if (uri.isBlank()) {
            throw new IllegalArgumentException("the tracker's URI is empty: " + FORMS);
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new TrackerUri.Remote(server(uri));
        }
        if (lower.startsWith("jdbc:postgresql:")) {
            return new TrackerUri.Postgres(uri);
        }
        int colon = uri.indexOf(':');
        DestinationProvider provider = colon < 0 ? null : Destinations.of(uri.substring(0, colon));
        if (provider != null) {
            return new TrackerUri.OneWay(provider.scheme(), provider.address(uri.substring(colon + 1)));
        }
        return new TrackerUri.File(file(uri, lower));
    }

    /**
     * @throws IllegalArgumentException as for {@link TrackerUri#parseAll}
     */
    static List<TrackerUri> parseAll(List<String> uris) {
        Map<String, TrackerUri> all = new LinkedHashMap<>();
        for (String uri : uris) {
            TrackerUri parsed = parse(uri.strip());
            if (all.putIfAbsent(Addresses.of(parsed), parsed) != null) {
                throw new IllegalArgumentException("\"" + parsed + "\" is named twice");
            }
        }
        return List.copyOf(all.values());
    }

    private static URI server(String uri) {
        URI url;
        try {
            url = new URI(uri);
        } catch (URISyntaxException e) {
            throw refused(uri, "is not a URL", null);
        }
        String authority = String.valueOf(url.getRawAuthority());
        if (authority.indexOf('@') >= 0) {
            throw refused(uri, "contains a user or password: set a token in DJL_TRACKER_TOKEN instead", null);
        }
        // java.net.URI returns no host if it has an underscore, as hosts of docker compose do
        if (url.getHost() == null && !UNDERSCORED.matcher(authority).matches()) {
            throw refused(uri, "has no host", null);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw refused(uri, "has a query or a fragment", null);
        }
        return url;
    }

    private static Path file(String uri, String lower) {
        try {
            if (lower.startsWith(JDBC_SQLITE)) {
                String file = uri.substring(JDBC_SQLITE.length());
                if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
                    throw refused(uri, "has no file name", null);
                }
                return Path.of(file);
            }
            if (lower.startsWith("file:")) {
                return fileOf(uri);
            }
            if (SCHEME.matcher(uri).matches()) {
                throw refused(uri, "is not a tracker URI", null);
            }
            return Path.of(uri);
        } catch (InvalidPathException e) {
            throw refused(uri, "is not a valid file name on this machine", e);
        }
    }

    private static Path fileOf(String url) {
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw refused(url, "is not the URL of a file", e);
        }
    }

    private static IllegalArgumentException refused(String uri, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("\"" + masked(uri) + "\" " + why + ": " + FORMS, cause);
    }

    /** The URI without the parts that may contain a password. */
    static String masked(String uri) {
        return uri.replaceAll("(?<=//)[^/@]+(?=@)", "***").replaceAll("\\?.*", "?***");
    }
}
