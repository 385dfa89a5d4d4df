package io.github.djltracker.cli.terminal;

import java.io.IOException;
import java.util.Locale;

/** The output of a command cannot be written. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(IOException cause) {
        super("cannot write the output: " + cause.getMessage(), cause);
    }

    /** Whether the reader closed the output, as {@code head} does. */
    public boolean isClosedPipe() {
        // Java has no type for it; on all systems that it runs on, the message contains "pipe"
        return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
