package io.github.djltracker.structure.scan;

/** Handles exceptions of users' code, which may throw anything. */
public final class UserCode {
    private UserCode() {}

    /** Throws on what no program goes on from, such as a lack of memory; anything else is the caller's to deal with. */
    public static void check(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
