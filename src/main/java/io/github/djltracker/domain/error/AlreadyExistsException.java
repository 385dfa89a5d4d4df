package io.github.djltracker.domain.error;

/** Something with this name, hash or id already exists, and it must be unique. */
public final class AlreadyExistsException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(String message) {
        super(message);
    }
}
