package io.github.djltracker.domain;

import org.jspecify.annotations.Nullable;

/** What holds the data cannot be reached, read or written now: a locked file, a full disk. */
public class UnavailableException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
