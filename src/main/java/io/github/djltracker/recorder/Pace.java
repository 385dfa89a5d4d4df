package io.github.djltracker.recorder;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How the recorder thread waits and measures time. */
interface Pace {
    /** The nanoseconds of a monotonic clock. */
    long nanos();

    /** Waits until the next flush is due, or the thread is unparked. */
    void untilFlush();

    /** Waits until a failed entry is to be retried, or the thread is unparked. */
    void untilRetry(int failures);

    /** The machine's clock; retries after 100 ms, doubled each time up to 5 s. */
    static Pace real(Duration flushInterval) {
        if (flushInterval.isNegative() || flushInterval.isZero()) {
            throw new IllegalArgumentException("flush interval " + flushInterval + ": it must be greater than zero");
        }
        return new Pace() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void untilFlush() {
                LockSupport.parkNanos(this, flushInterval.toNanos());
            }

            @Override
            public void untilRetry(int failures) {
                LockSupport.parkNanos(this, Math.min(5_000L, 100L << Math.min(failures - 1, 6)) * 1_000_000L);
            }
        };
    }
}
