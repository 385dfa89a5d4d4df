package io.github.djltracker.testing.process;

import org.opentest4j.TestAbortedException;

/** What a test needs of the machine. Without it the test is left out and says why, but never in CI, where it fails. */
public final class Needs {
    static final String PREFIX = "needs ";

    private Needs() {}

    /**
     * Leaves the test out if something is missing.
     *
     * @param what what is missing, without which tests are left out
     * @param remedy what to do about it
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
