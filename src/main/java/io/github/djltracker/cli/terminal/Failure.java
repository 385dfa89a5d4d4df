package io.github.djltracker.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/** Ends a command with exit code 1 and one line that says why, and what to do. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    /** The result of a search. If the tracker rejects it, for example because it takes too long, ends the command. */
    public static <T> T ifRefused(Supplier<T> search) {
        try {
            return search.get();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** Why something with a file failed, without names of classes or of files that the user did not name. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "the file does not exist";
        }
        return String.valueOf(e.getMessage() == null ? e : e.getMessage());
    }
}
