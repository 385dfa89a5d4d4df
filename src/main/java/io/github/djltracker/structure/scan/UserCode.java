package io.github.djltracker.structure.scan;

/** Handles exceptions of users' code, which may throw anything. */
public final class UserCode {
    private UserCode() {}

    /** Rethrows errors that no program can recover from, such as a lack of memory; the caller handles all others. */
    public static void check(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
