package io.github.djltracker.outbox.delivery;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon thread of a courier, which runs until the courier has finished or is stopped. Thread-safe. */
public final class CourierThread {
    private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path directory;
    private final Courier courier;
    private final CourierClock pace;
    private final Thread thread;
    private volatile boolean isStopped;

    /**
     * A thread that is not started yet.
     *
     * @param directory the outbox, for messages
     */
    public CourierThread(Path directory, Courier courier, CourierClock pace) {
        this.directory = directory;
        this.courier = courier;
        this.pace = pace;
        this.thread = new Thread(this::run, "tracker-courier-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Lets the courier check immediately for pending work. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /**
     * Waits for the courier to end, even if interrupted, since the wait is bounded. Returns whether it was interrupted.
     */
    public boolean join(long nanos) {
        boolean isInterrupted = Thread.interrupted();
        long deadline = System.nanoTime() + nanos;
        while (thread.isAlive()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                thread.join(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        return isInterrupted;
    }

    /** Stops the courier, even if it waits for a response. Returns whether this is the first call. */
    public boolean stop() {
        boolean isFirst = !isStopped;
        isStopped = true;
        if (thread.isAlive()) {
            thread.interrupt();
        }
        return isFirst;
    }

    private void run() {
        long wait = 0;
        while (wait >= 0 && !isStopped) {
            try {
                wait = courier.step();
                if (wait > 0) {
                    pace.park(wait);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("the courier of {} failed, and continues", directory, e);
                pace.park(Courier.LOOK_INTERVAL.toNanos());
            }
            if (Thread.interrupted()) {
                LOG.debug("ignoring an interrupt: an interrupted thread cannot wait");
            }
        }
    }
}
