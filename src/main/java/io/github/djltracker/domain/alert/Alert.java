package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something is wrong with a run. It goes away by itself as soon as that is no longer so.
 *
 * @param message one line for people, the same as long as nothing new was recorded
 * @param time of what it says: of the value, the last step, the last word or the end
 */
public record Alert(AlertKind kind, String message, Instant time) {
    public Alert {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        requireNonNull(time, "time");
    }
}
