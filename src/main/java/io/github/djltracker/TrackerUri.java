package io.github.djltracker;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms in which the place of a tracker is written; the command line takes the same. */
public final class TrackerUri {
    private static final String JDBC_SQLITE = "jdbc:sqlite:";
    private static final String FORMS =
            "allowed are a file (runs.db, /data/runs.db, file:///data/runs.db) and jdbc:sqlite:<file>";
    /** One letter before the colon is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

    private TrackerUri() {}

    /**
     * The file that a URI names.
     *
     * @throws IllegalArgumentException if it names none; the message says what is allowed
     */
    public static Path file(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        try {
            if (uri.isBlank()) {
                throw new IllegalArgumentException("the tracker's URI is empty: " + FORMS);
            }
            if (lower.startsWith(JDBC_SQLITE)) {
                String file = uri.substring(JDBC_SQLITE.length());
                if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
                    throw new IllegalArgumentException("\"" + uri + "\" names no file: " + FORMS);
                }
                return Path.of(file);
            }
            if (lower.startsWith("file:")) {
                return fileOf(uri);
            }
            if (SCHEME.matcher(uri).matches()) {
                throw new IllegalArgumentException(
                        "\"" + masked(uri) + "\" is no tracker that this version opens: " + FORMS);
            }
            return Path.of(uri);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + uri + "\" is no file name here: " + FORMS, e);
        }
    }

    private static Path fileOf(String url) {
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException("\"" + masked(url) + "\" is no URL of a file: " + FORMS, e);
        }
    }

    /** Without the part in which people write passwords. */
    private static String masked(String uri) {
        return uri.replaceAll("(?<=//)[^/@]+(?=@)", "***").replaceAll("\\?.*", "?***");
    }
}
