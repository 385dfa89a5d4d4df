package io.github.djltracker.outbox.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until the test advances it; the random value is constant. Thread-safe. */
public final class ManualCourierClock implements CourierClock {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    /** Advances both clocks. The nano clock overflows soon, which is allowed. */
    public void advance(long by) {
        nanos.addAndGet(by);
        now = now.plusNanos(by);
    }

    public void advance(Duration by) {
        advance(by.toNanos());
    }

    /** Sets the time of day. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void park(long nanos) {
        advance(nanos);
    }

    @Override
    public double random() {
        return 0.5;
    }
}
