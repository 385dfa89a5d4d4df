package io.github.djltracker.recorder;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Waits for nothing but to be woken, at a time that the test sets; retries at once. */
final class ManualPace implements Pace {
    private final AtomicLong nanos = new AtomicLong();

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void untilFlush() {
        LockSupport.park(this);
    }

    @Override
    public void untilRetry(int failures) {
        Thread.onSpinWait();
    }
}
