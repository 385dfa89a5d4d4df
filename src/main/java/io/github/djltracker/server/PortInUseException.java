package io.github.djltracker.server;

import io.github.djltracker.domain.error.TrackingException;

/** Something else listens where a server should. */
public final class PortInUseException extends TrackingException {
    private static final long serialVersionUID = 1L;

    PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use", cause);
    }
}
