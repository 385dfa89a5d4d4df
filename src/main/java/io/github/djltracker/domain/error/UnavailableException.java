package io.github.djltracker.domain.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data cannot be reached, read or written at the moment, for example because of a locked file or a full disk. */
public class UnavailableException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public UnavailableException(String message) {
        this(message, (Throwable) null);
    }

    public UnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    public UnavailableException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before retrying, if known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
