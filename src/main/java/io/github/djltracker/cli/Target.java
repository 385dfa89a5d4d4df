package io.github.djltracker.cli;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerUri;
import io.github.djltracker.domain.Store;
import io.github.djltracker.store.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store that a command works on, opened by the text that names it, in the forms of {@link ExperimentTracker#open(String)}.
 */
final class Target implements AutoCloseable {
    private final String name;
    private final Path file;
    private final SqlStore store;

    private Target(String name, Path file, SqlStore store) {
        this.name = name;
        this.file = file;
        this.store = store;
    }

    /** What is meant where no store is named, as {@link ExperimentTracker#open()} has it. */
    static String text(@Nullable String named, Map<String, String> environment) {
        if (named != null) {
            return named;
        }
        String uri = environment.getOrDefault(ExperimentTracker.URI_VARIABLE, "");
        return uri.isBlank() ? ExperimentTracker.DEFAULT_FILE : uri;
    }

    /** Opens a store that is there. */
    static Target existing(String text) {
        return open(text, existingFile(text));
    }

    /** Opens a store, and creates its file where there is none. */
    static Target created(String text) {
        return open(text, file(text));
    }

    private static Target open(String text, Path file) {
        return new Target(text, file, SqlStore.open(file));
    }

    /** The file of a store that is there. */
    static Path existingFile(String text) {
        Path file = file(text);
        if (!Files.exists(file)) {
            throw new Failure(file + " does not exist: name the file with --store or in "
                    + ExperimentTracker.URI_VARIABLE + ", or record a training into it");
        }
        return file;
    }

    private static Path file(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http:") || lower.startsWith("https:")) {
            throw new Failure("this version opens no tracker behind a URL yet: name a file");
        }
        if (lower.startsWith("jdbc:postgresql:")) {
            throw new Failure("this version opens no PostgreSQL yet: name a file");
        }
        try {
            return TrackerUri.file(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** As its user named it. */
    String name() {
        return name;
    }

    Store store() {
        return store;
    }

    /** Whether another one is the same store under another name. */
    boolean isSame(Target other) {
        try {
            return Files.isSameFile(file, other.file);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
