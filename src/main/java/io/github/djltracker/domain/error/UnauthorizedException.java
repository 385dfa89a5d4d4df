package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.TrackingException;

/** The tracker wants a token, or another one than it got; the message says how to give it. */
public final class UnauthorizedException extends TrackingException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(String message) {
        super(message);
    }
}
