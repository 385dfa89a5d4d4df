package io.github.djltracker.domain.error;

/** A second thing was asked for under a name, hash or id that may be there only once. */
public final class AlreadyExistsException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(String message) {
        super(message);
    }
}
