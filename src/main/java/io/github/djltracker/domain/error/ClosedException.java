package io.github.djltracker.domain.error;

/** The user has closed the store or tracker: retrying cannot help. */
public final class ClosedException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message);
    }
}
