package io.github.djltracker.domain.error;

/** The requested object does not exist, or does not exist any more. */
public final class NotFoundException extends TrackingException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
