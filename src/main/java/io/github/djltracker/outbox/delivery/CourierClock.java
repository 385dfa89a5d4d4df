package io.github.djltracker.outbox.delivery;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The courier's clock, sleeper and source of random numbers. */
public interface CourierClock {
    /** Nanoseconds of a monotonic clock. */
    long nanos();

    /** The time of day, only for display. */
    Instant now();

    /** Waits for this time, or until the thread is unparked. */
    void park(long nanos);

    /** A random number from 0 to below 1. */
    double random();

    /** The system's clocks. */
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
