package io.github.djltracker.store.codec;

import org.jspecify.annotations.Nullable;

/** Stored data is damaged. {@code Database} adds the name of the database. */
public final class CorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptException(String message) {
        super(message);
    }

    public CorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
