package io.github.djltracker;

import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.recorder.Recorder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before each query through a tracker: waits until everything that this process has recorded can be read. It costs
 * next to nothing if nothing is pending. Thread-safe.
 */
final class CatchUp implements Runnable {
    /** How long a query waits for points that are still being recorded: 2 s. */
    static final Duration AT_MOST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final Predicate<Sink> sinks;
    private final Predicate<Duration> delivery;
    private final AtomicBoolean isLate = new AtomicBoolean();

    /**
     * For one place.
     *
     * @param sinks whether a sink belongs to the place
     * @param delivery waits until everything appended to these sinks can be read, and returns whether it can
     */
    CatchUp(Predicate<Sink> sinks, Predicate<Duration> delivery) {
        this.sinks = sinks;
        this.delivery = delivery;
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        boolean isThere =
                Recorder.catchUpAll(sinks, AT_MOST) && delivery.test(AT_MOST.minusNanos(System.nanoTime() - begin));
        if (isThere) {
            isLate.set(false);
        } else if (!isLate.getAndSet(true)) {
            LOG.warn(
                    "a query stopped waiting after {} s for points that are still being recorded, and may not see them all."
                            + " Logged once until recording has caught up",
                    AT_MOST.toSeconds());
        }
    }
}
