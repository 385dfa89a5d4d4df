package io.github.djltracker.recorder;

import java.time.Duration;

/**
 * How much of a run has been written, and where threads wait for it. Its monitor is never taken together with the
 * recorder's lock. Thread-safe.
 */
final class WriteProgress {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Object monitor = new Object();
    // guarded by monitor
    private long settled;
    private boolean complete = true;
    private boolean done;

    /** So many more points have arrived in the sink, or will never do. */
    void settle(long points, boolean arrived) {
        synchronized (monitor) {
            settled += points;
            complete &= arrived;
            monitor.notifyAll();
        }
    }

    /** Nothing more will be written. */
    void finish() {
        synchronized (monitor) {
            done = true;
            monitor.notifyAll();
        }
    }

    /**
     * Waits until so many points are settled, and where {@code finish} says so until nothing more will be written.
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

    /** Whether all that was settled so far arrived in the sink. */
    boolean isComplete() {
        synchronized (monitor) {
            return complete;
        }
    }

    /** Whether so many points are settled, and nothing is still to be written where {@code finish} asks for that. */
    boolean isReached(long points, boolean finish) {
        synchronized (monitor) {
            return done || (!finish && settled >= points);
        }
    }

    /** A duration that the clock can count; 100 years are for ever. */
    static long nanos(Duration atMost) {
        return atMost.compareTo(FOR_EVER) < 0 ? atMost.toNanos() : FOR_EVER.toNanos();
    }
}
