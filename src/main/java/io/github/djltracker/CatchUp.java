package io.github.djltracker;

import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.recorder.Recorder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes before each query through a tracker: waits until what this process has recorded there can be read. Costs next to
 * nothing where nothing waits. Thread-safe.
 */
final class CatchUp implements Runnable {
    /** How long a query waits for what is still being recorded: 2 s. */
    static final Duration AT_MOST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final Predicate<Sink> sinks;
    private final Predicate<Duration> delivery;
    private final AtomicBoolean isLate = new AtomicBoolean();

    /**
     * Of one place.
     *
     * @param sinks which sinks are those of the place
     * @param delivery waits until what is in them can be read; whether it can
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
                    "a query did not wait any longer than {} s for what is still being recorded: it sees what had arrived"
                            + " by then. Said once until recording has caught up",
                    AT_MOST.toSeconds());
        }
    }
}
