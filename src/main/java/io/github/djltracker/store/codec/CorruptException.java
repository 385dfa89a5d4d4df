package io.github.djltracker.store.codec;

import org.jspecify.annotations.Nullable;

/** What was read is not what was written. {@code Database} tells the user which database it is. */
public final class CorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptException(String message) {
        super(message);
    }

    public CorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
