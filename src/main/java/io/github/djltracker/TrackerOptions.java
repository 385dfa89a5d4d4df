package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.outbox.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach trackers behind URLs and other destinations, and where to keep entries until they are acknowledged. A
 * single database does not need them.
 *
 * @param token the token that the server requires, or null; never shown
 * @param outbox the directory for entries until the server has acknowledged them. It should outlive the process: on a
 *     machine that is discarded after the training, use a mounted volume. Several processes may share one
 * @param outboxBytes the maximum size of all files in the outbox of one server, at least 1; when it is full, the oldest
 *     entries are kept
 * @param deadLetterAge the age from which the outbox deletes entries that its destination has permanently rejected,
 *     from 1 to 36,500 days
 * @param variables secrets and settings of other trackers, such as {@code MLFLOW_TRACKING_TOKEN}; their values are
 *     never shown
 */
public record TrackerOptions(
        @Nullable String token, Path outbox, long outboxBytes, Duration deadLetterAge, Map<String, String> variables) {
    /** The environment variable for the token. */
    public static final String TOKEN_VARIABLE = "DJL_TRACKER_TOKEN";
    /** The environment variable for the outbox directory. */
    public static final String OUTBOX_VARIABLE = "DJL_TRACKER_OUTBOX";
    /**
     * The environment variable for the maximum size of an outbox in bytes. Default: {@link Outbox#MAX_BYTES}, 10 GB.
     */
    public static final String OUTBOX_BYTES_VARIABLE = "DJL_TRACKER_OUTBOX_BYTES";
    /**
     * The environment variable for the age in days from which dead letters are deleted. Default:
     * {@link Outbox#DEAD_LETTER_AGE}, 30 days.
     */
    public static final String DEAD_LETTER_DAYS_VARIABLE = "DJL_TRACKER_DEAD_LETTER_DAYS";
    /** The default outbox directory, relative to the user's home. */
    public static final String DEFAULT_OUTBOX = ".djl-tracker/outbox";

    private static final long MAX_DEAD_LETTER_DAYS = 36_500;

    public TrackerOptions {
        try {
            HttpSettings.DEFAULTS.token(token);
        } catch (IllegalArgumentException e) {
            // checked here rather than at the first request; the message does not contain the token
            throw new IllegalArgumentException(e.getMessage() + " (" + TOKEN_VARIABLE + ", if it was read from it)", e);
        }
        requireNonNull(outbox, "outbox");
        variables = Map.copyOf(variables);
        if (outboxBytes < 1) {
            throw new IllegalArgumentException(outboxBytes + " bytes for the outbox: 1 or more is allowed");
        }
        if (deadLetterAge.compareTo(Duration.ofDays(1)) < 0
                || deadLetterAge.compareTo(Duration.ofDays(MAX_DEAD_LETTER_DAYS)) > 0) {
            throw new IllegalArgumentException(
                    deadLetterAge + " for dead letters: from 1 to " + MAX_DEAD_LETTER_DAYS + " days is allowed");
        }
    }

    /** Deletes dead letters after 30 days. */
    public TrackerOptions(@Nullable String token, Path outbox, long outboxBytes, Map<String, String> variables) {
        this(token, outbox, outboxBytes, Outbox.DEAD_LETTER_AGE, variables);
    }

    /** Uses the variables of the environment. */
    public TrackerOptions(@Nullable String token, Path outbox, long outboxBytes) {
        this(token, outbox, outboxBytes, System.getenv());
    }

    /** Uses an outbox of 10 GB, and the variables of the environment. */
    public TrackerOptions(@Nullable String token, Path outbox) {
        this(token, outbox, Outbox.MAX_BYTES);
    }

    /**
     * The options from the environment variables. Default: no token, and 10 GB in {@value #DEFAULT_OUTBOX} in the
     * user's home.
     *
     * @throws IllegalArgumentException if a variable is invalid
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
                age(environment.get(DEAD_LETTER_DAYS_VARIABLE)),
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
                    OUTBOX_BYTES_VARIABLE + " is \"" + text + "\": it must be a number of bytes, 1 or more", e);
        }
    }

    private static Duration age(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Outbox.DEAD_LETTER_AGE;
        }
        String why = DEAD_LETTER_DAYS_VARIABLE + " is \"" + text + "\": it must be a number of days, from 1 to "
                + MAX_DEAD_LETTER_DAYS;
        try {
            long days = Long.parseLong(text.strip());
            if (days >= 1 && days <= MAX_DEAD_LETTER_DAYS) {
                return Duration.ofDays(days);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(why, e);
        }
        throw new IllegalArgumentException(why);
    }

    /** A copy with this token. */
    public TrackerOptions token(@Nullable String secret) {
        return new TrackerOptions(secret, outbox, outboxBytes, deadLetterAge, variables);
    }

    /** A copy with this outbox directory. */
    public TrackerOptions outbox(Path directory) {
        return new TrackerOptions(token, directory, outboxBytes, deadLetterAge, variables);
    }

    /** A copy with this maximum size of the outbox, at least 1. */
    public TrackerOptions outboxBytes(long bytes) {
        return new TrackerOptions(token, outbox, bytes, deadLetterAge, variables);
    }

    /** A copy with this age from which dead letters are deleted, from 1 to 36,500 days. */
    public TrackerOptions deadLetterAge(Duration age) {
        return new TrackerOptions(token, outbox, outboxBytes, age, variables);
    }

    /** A copy with this value of a variable. */
    public TrackerOptions variable(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(requireNonNull(name, "name"), requireNonNull(value, name));
        return new TrackerOptions(token, outbox, outboxBytes, deadLetterAge, more);
    }

    TrackerOptions withoutSecrets() {
        return new TrackerOptions(null, outbox, outboxBytes, deadLetterAge, Map.of());
    }

    @Override
    public String toString() {
        return "TrackerOptions[token=" + (token == null ? "none" : "***") + ", outbox=" + outbox + ", outboxBytes="
                + outboxBytes + ", deadLetterAge=" + deadLetterAge + "]";
    }
}
