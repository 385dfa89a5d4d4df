package io.github.djltracker.recorder;

import java.time.Duration;

/**
 * Tracks how much of a run has been written, and lets threads wait for it. Its monitor is never taken together with
 * the recorder's lock. Thread-safe.
 */
final class WriteProgress {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Object monitor = new Object();
    // guarded by monitor
    private long settled;
    private boolean complete = true;
    private boolean done;

    /** Adds points that have been written to the sink, or never will be. */
    void settle(long points, boolean arrived) {
        synchronized (monitor) {
            settled += points;
            complete &= arrived;
            monitor.notifyAll();
        }
    }

    /** Notes that nothing more will be written. */
    void finish() {
        synchronized (monitor) {
            done = true;
            monitor.notifyAll();
        }
    }

    /**
     * Waits until this number of points has been handled and, if {@code finish} is set, until nothing more will be
     * written.
     *
     * @return false if time ran out or the thread was interrupted
     */
    boolean await(long points, boolean finish, Duration atMost) {
        long deadline = System.nanoTime() + nanos(atMost);
        synchronized (monitor) {
            while (!done && (finish || settled < points)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether all points handled so far were written. */
    boolean isComplete() {
        synchronized (monitor) {
            return complete;
        }
    }

    /** Whether this number of points has been handled and, if {@code finish} is set, nothing more will be written. */
    boolean isReached(long points, boolean finish) {
        synchronized (monitor) {
            return done || (!finish && settled >= points);
        }
    }

    /** A duration in nanoseconds, limited to 100 years. */
    static long nanos(Duration atMost) {
        return atMost.compareTo(FOR_EVER) < 0 ? atMost.toNanos() : FOR_EVER.toNanos();
    }
}
