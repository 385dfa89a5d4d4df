package io.github.djltracker.outbox.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where threads wait for entries to arrive at the destination. Thread-safe. */
public final class Acknowledgements {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Object monitor = new Object();
    /** Guarded by monitor. */
    private boolean isOver;

    /** Wakes the waiting threads: something was acknowledged or rejected. */
    public void signal() {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    /** Ends all waiting: nothing more will be acknowledged. */
    public void end() {
        synchronized (monitor) {
            isOver = true;
            monitor.notifyAll();
        }
    }

    /** A duration in nanoseconds, limited to 100 years. */
    public static long nanos(Duration atMost) {
        return atMost.compareTo(FOR_EVER) < 0 ? atMost.toNanos() : FOR_EVER.toNanos();
    }

    /**
     * Waits until all these runs have been acknowledged up to these numbers, and nothing else is pending.
     *
     * @return false if time ran out, something was rejected, nothing more arrives, or the thread was interrupted
     */
    public boolean await(Map<Delivery, Long> wanted, BooleanSupplier isMoreWaiting, Duration atMost) {
        long deadline = System.nanoTime() + nanos(atMost);
        synchronized (monitor) {
            while (!isArrived(wanted) || isMoreWaiting.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || isOver || isIncomplete(wanted)) {
                    return false;
                }
                try {
                    monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return !isIncomplete(wanted);
        }
    }

    private static boolean isArrived(Map<Delivery, Long> wanted) {
        return wanted.entrySet().stream().allMatch(run -> run.getKey().acknowledged() >= run.getValue());
    }

    private static boolean isIncomplete(Map<Delivery, Long> wanted) {
        return wanted.keySet().stream().anyMatch(Delivery::isIncomplete);
    }
}
