package io.github.djltracker.cli.terminal;

/** Ends a command with exit code 1 and one line that says why, and what to do. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }
}
