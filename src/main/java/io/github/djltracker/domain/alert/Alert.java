package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A problem of a run. It disappears as soon as its condition no longer holds.
 *
 * @param message one line of text, which does not change until something new is recorded
 * @param time the time that the message refers to: of the value, the last step, the last entry or the end
 */
public record Alert(AlertKind kind, String message, Instant time) {
    public Alert {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        requireNonNull(time, "time");
    }
}
