package io.github.djltracker.testing.process;

import org.opentest4j.TestAbortedException;

/** A requirement of a test. Without it the test is skipped and says why, but in CI it fails. */
public final class Needs {
    static final String PREFIX = "needs ";

    private Needs() {}

    /**
     * Skips the test if something is missing.
     *
     * @param what the missing thing
     * @param remedy how to provide it
     */
    public static void that(boolean isThere, String what, String remedy) {
        if (isThere) {
            return;
        }
        String message = PREFIX + what + ": " + remedy;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
    }
}
