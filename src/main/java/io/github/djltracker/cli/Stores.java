package io.github.djltracker.cli;

import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.Locale;

/** Opens the store that a command names. */
final class Stores {
    private static final String JDBC_SQLITE = "jdbc:sqlite:";

    private Stores() {}

    /**
     * Opens a file such as {@code runs.db}, or {@code jdbc:sqlite:runs.db}.
     *
     * @throws IllegalArgumentException if it is another URL
     * @throws io.github.djltracker.domain.UnavailableException if it cannot be opened
     */
    static SqlStore open(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        if (lower.startsWith(JDBC_SQLITE)) {
            return SqlStore.open(Path.of(place.substring(JDBC_SQLITE.length())));
        }
        if (lower.startsWith("jdbc:") || lower.contains("://")) {
            throw new IllegalArgumentException(
                    "no store that can be served: allowed are a file (runs.db) and jdbc:sqlite:<file>");
        }
        return SqlStore.open(Path.of(place));
    }
}
