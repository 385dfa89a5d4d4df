package io.github.djltracker.recorder;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Waits only until it is woken, has a clock that the test sets, and retries at once. */
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
