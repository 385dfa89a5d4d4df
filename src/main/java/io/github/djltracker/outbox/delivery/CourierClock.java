package io.github.djltracker.outbox.delivery;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** What time it is to the courier, how it waits, and chance. */
public interface CourierClock {
    /** Nanoseconds on a clock that only ever goes on. */
    long nanos();

    /** The time of day, for people: nothing is computed from it. */
    Instant now();

    /** Waits so long, or until the thread is unparked. */
    void park(long nanos);

    /** Any number from 0 to below 1. */
    double random();

    /** The machine's clocks. */
    static CourierClock real() {
        return new CourierClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void park(long nanos) {
                LockSupport.parkNanos(this, nanos);
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }
}
