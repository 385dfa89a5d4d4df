package io.github.djltracker.server;

import io.github.djltracker.domain.error.TrackingException;

/** Another program listens on the port of a server. */
public final class PortInUseException extends TrackingException {
    private static final long serialVersionUID = 1L;

    PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use", cause);
    }
}
