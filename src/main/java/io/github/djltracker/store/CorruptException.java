package io.github.djltracker.store;

import org.jspecify.annotations.Nullable;

/** What was read is not what was written. {@link Database} tells the user which database it is. */
final class CorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptException(String message) {
        super(message);
    }

    CorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
