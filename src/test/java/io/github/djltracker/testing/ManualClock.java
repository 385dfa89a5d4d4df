package io.github.djltracker.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until the test moves it. Thread-safe by its own monitor. */
public final class ManualClock extends Clock {
    private Instant now;

    public ManualClock(Instant start) {
        now = start;
    }

    /** Moves the clock forward, or back if the duration is negative. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Time since the epoch in nanoseconds, for code that takes a nano clock. */
    public synchronized long nanoTime() {
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
