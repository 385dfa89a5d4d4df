package io.github.djltracker.domain.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holds the data cannot be reached, read or written now: a locked file, a full disk. */
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

    /** How long to wait before trying again, where whoever is unavailable says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
