package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The URI of a place, in one of the supported forms. */
public sealed interface TrackerUri {
    /** The environment variable with the default URI. */
    String VARIABLE = "DJL_TRACKER_URI";
    /** The default file, if the variable is not set either. */
    String DEFAULT_FILE = "djl-tracker.db";

    /** A file of an embedded database. */
    record File(Path path) implements TrackerUri {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A PostgreSQL database. The URL may contain a password: never show it. */
    record Postgres(String jdbcUrl) implements TrackerUri {
        @Override
        public String toString() {
            return TrackerUriParser.masked(jdbcUrl);
        }
    }

    /** A djl-tracker server. */
    record Remote(URI url) implements TrackerUri {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /**
     * A destination for writing only: MLflow, or a log directory for TensorBoard.
     *
     * @param scheme identifies the kind
     * @param address the canonical address, without secrets
     */
    record OneWay(String scheme, String address) implements TrackerUri {
        @Override
        public String toString() {
            return scheme + ":" + address;
        }
    }

    /**
     * The URIs that the environment variable {@value #VARIABLE} names, in order, or else the file
     * {@value #DEFAULT_FILE}.
     */
    static List<TrackerUri> ofEnvironment() {
        String uris = System.getenv(VARIABLE);
        return parseAll(uris == null || uris.isBlank() ? DEFAULT_FILE : uris);
    }

    /**
     * Parses a comma-separated list, such as {@code runs.db,mlflow:http://host:5000,tensorboard:logs}. A comma that is
     * not followed by a scheme is part of a file name.
     *
     * @throws IllegalArgumentException as for {@link #parse}, or if a place is named twice
     */
    static List<TrackerUri> parseAll(String uris) {
        return TrackerUriParser.parseAll(List.of(requireNonNull(uris, "uris").split(TrackerUriParser.COMMA)));
    }

    /**
     * Parses a URI.
     *
     * @throws IllegalArgumentException if it has none of the supported forms; the message lists them, and shows no
     *     password
     */
    static TrackerUri parse(String uri) {
        return TrackerUriParser.parse(requireNonNull(uri, "uri"));
    }
}
