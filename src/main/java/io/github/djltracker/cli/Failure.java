package io.github.djltracker.cli;

/** Ends a command with exit code 1 and one line that says why, and what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }
}
