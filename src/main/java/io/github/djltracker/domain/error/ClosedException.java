package io.github.djltracker.domain.error;

/** What holds the data was closed by its user: trying again cannot help. */
public final class ClosedException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message);
    }
}
