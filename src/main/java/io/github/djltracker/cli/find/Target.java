package io.github.djltracker.cli.find;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.TrackerUri;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.client.HttpStore;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.alert.AlertRulesFile;
import io.github.djltracker.store.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store that a command works on, opened by the text that names it, in the forms of
 * {@link ExperimentTracker#open(String)}.
 */
public final class Target implements AutoCloseable {
    private final String name;
    private final TrackerUri uri;
    private final Store store;
    private final Runnable close;

    private Target(String name, TrackerUri uri, Store store, Runnable close) {
        this.name = name;
        this.uri = uri;
        this.store = store;
        this.close = close;
    }

    /** The text of a store, which has the same default as {@link ExperimentTracker#open()}. */
    public static String text(@Nullable String named, Map<String, String> environment) {
        if (named != null) {
            return named;
        }
        String uris = environment.getOrDefault(TrackerUri.VARIABLE, "");
        return uris.isBlank() ? TrackerUri.DEFAULT_FILE : readable(uris);
    }

    /** The first of several places that supports reading. */
    private static String readable(String uris) {
        try {
            return TrackerUri.parseAll(uris).stream()
                    .filter(uri -> !(uri instanceof TrackerUri.OneWay))
                    .findFirst()
                    .map(uri -> uri instanceof TrackerUri.Postgres postgres ? postgres.jdbcUrl() : uri.toString())
                    .orElseThrow(() -> new Failure(TrackerUri.VARIABLE + " names no place that can be read: add a"
                            + " store such as runs.db or http://host:8091"));
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a text names a server. */
    public static boolean isRemote(String text) {
        return parse(text) instanceof TrackerUri.Remote;
    }

    /** Opens an existing store. */
    public static Target existing(String text) {
        TrackerUri uri = parse(text);
        if (uri instanceof TrackerUri.File file) {
            requireExists(file.path());
        }
        return open(text, uri);
    }

    /** Opens a store, and creates its file if there is none. */
    public static Target created(String text) {
        return open(text, parse(text));
    }

    private static Target open(String text, TrackerUri uri) {
        if (uri instanceof TrackerUri.Remote remote) {
            HttpStore store = HttpStore.open(
                    remote.url().toString(),
                    HttpSettings.DEFAULTS.token(options().token()));
            return new Target(uri.toString(), uri, store, store::close);
        } else if (uri instanceof TrackerUri.OneWay) {
            throw new Failure("\"" + uri + "\" can only be written to: read it with its own"
                    + " tools, or import it into a file with djl-tracker import " + uri + " --to runs.db");
        }
        AlertRules rules = rules();
        SqlStore store = uri instanceof TrackerUri.Postgres postgres
                ? SqlStore.open(postgres.jdbcUrl())
                : SqlStore.open(((TrackerUri.File) uri).path());
        store.judgeBy(rules);
        return new Target(uri instanceof TrackerUri.File ? text : uri.toString(), uri, store, store::close);
    }

    /** The file of an existing store. */
    public static Path existingFile(String text) {
        if (parse(text) instanceof TrackerUri.File file) {
            return requireExists(file.path());
        }
        throw new Failure("\"" + parse(text) + "\" is not a file: this command needs a store file");
    }

    private static Path requireExists(Path file) {
        if (!Files.exists(file)) {
            throw new Failure(file + " does not exist: name another one, here or in " + TrackerUri.VARIABLE
                    + ", or record a training into it");
        }
        return file;
    }

    public static TrackerUri parse(String text) {
        try {
            return TrackerUri.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The rules for alerts on runs in a database. A server applies its own rules. */
    private static AlertRules rules() {
        try {
            return AlertRulesFile.ofEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The options for servers, from the environment. */
    public static TrackerOptions options() {
        try {
            return TrackerOptions.ofEnvironment();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The name that the user gave, without a password. */
    public String name() {
        return name;
    }

    public Store store() {
        return store;
    }

    /** The address of a page of its dashboard; without a server, only the path, which begins with a slash. */
    public String address(String path) {
        return uri instanceof TrackerUri.Remote remote ? remote.url().toString().replaceFirst("/+$", "") + path : path;
    }

    /** Whether it is a file on this machine. */
    public boolean isFile() {
        return uri instanceof TrackerUri.File;
    }

    /** Whether another target is the same store, as far as its name shows. */
    public boolean isSame(Target other) {
        if (uri instanceof TrackerUri.File file && other.uri instanceof TrackerUri.File otherFile) {
            try {
                return Files.isSameFile(file.path(), otherFile.path());
            } catch (IOException e) {
                return false;
            }
        }
        return uri.equals(other.uri);
    }

    @Override
    public void close() {
        close.run();
    }
}
