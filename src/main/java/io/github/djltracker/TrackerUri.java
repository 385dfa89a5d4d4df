package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;

/** The place of a tracker, in one of the forms in which people write it. */
public sealed interface TrackerUri {
    /** The environment variable that names a tracker where nobody else does. */
    String VARIABLE = "DJL_TRACKER_URI";
    /** The file that is meant where the variable is not set either. */
    String DEFAULT_FILE = "djl-tracker.db";

    /** A file of an embedded database. */
    record File(Path path) implements TrackerUri {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A PostgreSQL database. The URL may hold a password: never show it. */
    record Postgres(String jdbcUrl) implements TrackerUri {
        @Override
        public String toString() {
            return TrackerUriParser.masked(jdbcUrl);
        }
    }

    /** A tracker's server. */
    record Remote(URI url) implements TrackerUri {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** What the environment variable {@value #VARIABLE} names, or without it the file {@value #DEFAULT_FILE}. */
    static TrackerUri ofEnvironment() {
        String uri = System.getenv(VARIABLE);
        return parse(uri == null || uri.isBlank() ? DEFAULT_FILE : uri);
    }

    /**
     * Reads what somebody wrote.
     *
     * @throws IllegalArgumentException if it has none of the forms; the message lists them, and shows no password
     */
    static TrackerUri parse(String uri) {
        return TrackerUriParser.parse(requireNonNull(uri, "uri"));
    }
}
