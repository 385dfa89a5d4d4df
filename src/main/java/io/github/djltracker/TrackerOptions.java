package io.github.djltracker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tracker behind a URL is reached, and where what it has not taken yet is kept. A database needs none of it.
 *
 * @param token the secret that the server wants, null for none; never shown
 * @param outbox the directory that keeps what is recorded until the server has taken it. It should outlive the process: on
 *     a machine that is thrown away after the training, a mounted volume. Several processes may share one
 */
public record TrackerOptions(@Nullable String token, Path outbox) {
    /** The environment variable with the token. */
    public static final String TOKEN_VARIABLE = "DJL_TRACKER_TOKEN";
    /** The environment variable with the directory of the outbox. */
    public static final String OUTBOX_VARIABLE = "DJL_TRACKER_OUTBOX";
    /** The directory of the outbox within the user's home, where nobody names another. */
    public static final String DEFAULT_OUTBOX = ".djl-tracker/outbox";

    /** What the environment variables say; without them no token, and {@value #DEFAULT_OUTBOX} in the user's home. */
    public static TrackerOptions ofEnvironment() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static TrackerOptions of(Map<String, String> environment, Path home) {
        String token = environment.get(TOKEN_VARIABLE);
        String outbox = environment.get(OUTBOX_VARIABLE);
        return new TrackerOptions(
                token == null || token.isBlank() ? null : token.strip(),
                outbox == null || outbox.isBlank() ? home.resolve(DEFAULT_OUTBOX) : Path.of(outbox));
    }

    /** The same with a token. */
    public TrackerOptions token(@Nullable String secret) {
        return new TrackerOptions(secret, outbox);
    }

    /** The same with another directory for the outbox. */
    public TrackerOptions outbox(Path directory) {
        return new TrackerOptions(token, directory);
    }

    @Override
    public String toString() {
        return "TrackerOptions[token=" + (token == null ? "none" : "***") + ", outbox=" + outbox + "]";
    }
}
