package io.github.djltracker.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of the exceptions from set-up and queries. Recording from a training callback never throws. Invalid
 * arguments cause {@link IllegalArgumentException}s instead.
 */
public class TrackingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrackingException(String message) {
        super(message);
    }

    public TrackingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
