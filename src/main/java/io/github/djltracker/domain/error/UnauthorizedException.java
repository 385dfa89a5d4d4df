package io.github.djltracker.domain.error;

/** The tracker wants a token, or another one than it got; the message says how to give it. */
public final class UnauthorizedException extends TrackingException {
    private static final long serialVersionUID = 1L;

    /** An exception with what to do in its message. */
    public UnauthorizedException(String message) {
        super(message);
    }
}
