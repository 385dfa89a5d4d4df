package io.github.djltracker.domain.error;

/** The tracker requires a token, or a different one; the message says how to pass it. */
public final class UnauthorizedException extends TrackingException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message says what to do
     */
    public UnauthorizedException(String message) {
        super(message);
    }
}
