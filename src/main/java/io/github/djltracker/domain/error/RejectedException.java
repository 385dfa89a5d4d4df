package io.github.djltracker.domain.error;

import org.jspecify.annotations.Nullable;

/** A sink or a server permanently rejects this entry: sending it again cannot help. */
public final class RejectedException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public RejectedException(String message) {
        super(message);
    }

    public RejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
