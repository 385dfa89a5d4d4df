package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

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

    /**
     * A destination that is written to and never read here: MLflow, a log directory of TensorBoard.
     *
     * @param scheme tells its kind
     * @param address the same text however it was written; holds no secret
     */
    record OneWay(String scheme, String address) implements TrackerUri {
        @Override
        public String toString() {
            return scheme + ":" + address;
        }
    }

    /**
     * What the environment variable {@value #VARIABLE} names, in the order in which it does, or without it the file {@value
     * #DEFAULT_FILE}.
     */
    static List<TrackerUri> ofEnvironment() {
        String uris = System.getenv(VARIABLE);
        return parseAll(uris == null || uris.isBlank() ? DEFAULT_FILE : uris);
    }

    /**
     * Reads several with commas between them, such as {@code runs.db,mlflow:http://host:5000,tensorboard:logs}. A comma
     * before which no URI ends, since what follows it has no scheme, belongs to the name of a file.
     *
     * @throws IllegalArgumentException as {@link #parse} says, or if one is named twice
     */
    static List<TrackerUri> parseAll(String uris) {
        return TrackerUriParser.parseAll(List.of(requireNonNull(uris, "uris").split(TrackerUriParser.COMMA)));
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
