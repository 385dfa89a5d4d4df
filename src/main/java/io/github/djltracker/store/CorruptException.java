package io.github.djltracker.store;

import io.github.djltracker.domain.TrackingException;
import org.jspecify.annotations.Nullable;

/** What was read is not what was written. */
final class CorruptException extends TrackingException {
    private static final long serialVersionUID = 1L;

    CorruptException(String message) {
        super(message);
    }

    CorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
