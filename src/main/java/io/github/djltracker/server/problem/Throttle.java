package io.github.djltracker.server.problem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets something be done once in a while, however often it is requested. Thread-safe. */
public final class Throttle {
    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong due;

    public Throttle(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether it may be done now; a caller that gets true must do it. */
    public boolean isDue() {
        long now = nanoTime.getAsLong();
        long before = due.get();
        return now - before >= 0 && due.compareAndSet(before, now + pauseNanos);
    }
}
