package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.outbox.Outbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How trackers behind URLs and other destinations are reached, and where what it has not taken yet is kept. A database alone needs none of it.
 *
 * @param token the secret that the server wants, null for none; never shown
 * @param outbox the directory that keeps what is recorded until the server has taken it. It should outlive the process: on
 *     a machine that is thrown away after the training, a mounted volume. Several processes may share one
 * @param outboxBytes what all files of the outbox of one server may take, from 1; when that is full, what is recorded
 *     first is kept
 * @param variables where other trackers' secrets and settings are, {@code MLFLOW_TRACKING_TOKEN}, say; their values are
 *     never shown
 */
public record TrackerOptions(@Nullable String token, Path outbox, long outboxBytes, Map<String, String> variables) {
    /** The environment variable with the token. */
    public static final String TOKEN_VARIABLE = "DJL_TRACKER_TOKEN";
    /** The environment variable with the directory of the outbox. */
    public static final String OUTBOX_VARIABLE = "DJL_TRACKER_OUTBOX";
    /** The environment variable with the bytes of the outbox; without it {@link Outbox#MAX_BYTES}, 10 GB. */
    public static final String OUTBOX_BYTES_VARIABLE = "DJL_TRACKER_OUTBOX_BYTES";
    /** The directory of the outbox within the user's home, where nobody names another. */
    public static final String DEFAULT_OUTBOX = ".djl-tracker/outbox";

    public TrackerOptions {
        try {
            HttpSettings.DEFAULTS.token(token);
        } catch (IllegalArgumentException e) {
            // refused here and not with the first request; the message does not show it
            throw new IllegalArgumentException(e.getMessage() + " (" + TOKEN_VARIABLE + ", if it is from there)", e);
        }
        requireNonNull(outbox, "outbox");
        variables = Map.copyOf(variables);
        if (outboxBytes < 1) {
            throw new IllegalArgumentException(outboxBytes + " bytes for the outbox: it must be 1 or more");
        }
    }

    /** With the variables of the environment. */
    public TrackerOptions(@Nullable String token, Path outbox, long outboxBytes) {
        this(token, outbox, outboxBytes, System.getenv());
    }

    /** With an outbox of 10 GB, and the variables of the environment. */
    public TrackerOptions(@Nullable String token, Path outbox) {
        this(token, outbox, Outbox.MAX_BYTES);
    }

    /**
     * What the environment variables say; without them no token, and 10 GB in {@value #DEFAULT_OUTBOX} in the user's home.
     *
     * @throws IllegalArgumentException if one of them has a form that is not allowed
     */
    public static TrackerOptions ofEnvironment() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static TrackerOptions of(Map<String, String> environment, Path home) {
        String token = environment.get(TOKEN_VARIABLE);
        String outbox = environment.get(OUTBOX_VARIABLE);
        return new TrackerOptions(
                token == null || token.isBlank() ? null : token.strip(),
                outbox == null || outbox.isBlank() ? home.resolve(DEFAULT_OUTBOX) : Path.of(outbox),
                bytes(environment.get(OUTBOX_BYTES_VARIABLE)),
                environment);
    }

    private static long bytes(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Outbox.MAX_BYTES;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    OUTBOX_BYTES_VARIABLE + " is \"" + text + "\": a number of bytes is allowed, 1 or more", e);
        }
    }

    /** The same with a token. */
    public TrackerOptions token(@Nullable String secret) {
        return new TrackerOptions(secret, outbox, outboxBytes, variables);
    }

    /** The same with another directory for the outbox. */
    public TrackerOptions outbox(Path directory) {
        return new TrackerOptions(token, directory, outboxBytes, variables);
    }

    /** The same with other bytes for the outbox, 1 or more. */
    public TrackerOptions outboxBytes(long bytes) {
        return new TrackerOptions(token, outbox, bytes, variables);
    }

    /** The same with another value of a variable. */
    public TrackerOptions variable(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(requireNonNull(name, "name"), requireNonNull(value, name));
        return new TrackerOptions(token, outbox, outboxBytes, more);
    }

    TrackerOptions withoutSecrets() {
        return new TrackerOptions(null, outbox, outboxBytes, Map.of());
    }

    @Override
    public String toString() {
        return "TrackerOptions[token=" + (token == null ? "none" : "***") + ", outbox=" + outbox + ", outboxBytes="
                + outboxBytes + "]";
    }
}
