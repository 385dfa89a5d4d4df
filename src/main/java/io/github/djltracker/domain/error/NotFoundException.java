package io.github.djltracker.domain.error;

/** The thing that the call names is not there, or no longer. */
public final class NotFoundException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
