package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.log.Space;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the logs: looks for runs, sends one request for each run with pending entries in turn, and waits. Only one
 * request is in progress at a time. Confined to the courier's thread, except for {@link #hurry} and {@link #finish}.
 */
public final class Courier {
    /** How often it looks for runs whose process has ended. */
    public static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Runs runs;
    private final AnnotationDelivery annotations;
    private final Destination destination;
    private final Backoff reach;
    private final Space space;
    private final CourierClock pace;
    private final Runnable progress;
    private final Deque<UUID> turn = new ArrayDeque<>();
    /** Runs that have had their last attempt. */
    private final Set<UUID> givenUp = new HashSet<>();

    private final Set<Class<?>> warned = new HashSet<>();
    private long nextLook;
    private boolean hasLooked;

    private volatile boolean isHurried;
    private volatile boolean isFinishing;
    private final AtomicLong sentEntries = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();

    /**
     * A courier that is not started yet.
     *
     * @param progress called when a run has progressed, or something was set aside
     */
    public Courier(
            Runs runs,
            AnnotationDelivery annotations,
            Destination destination,
            Backoff reach,
            Space space,
            CourierClock pace,
            Runnable progress) {
        this.runs = runs;
        this.annotations = annotations;
        this.destination = destination;
        this.reach = reach;
        this.space = space;
        this.pace = pace;
        this.progress = progress;
        this.nextLook = pace.nanos();
    }

    public Backoff backoff() {
        return reach;
    }

    /** Whether nothing is pending, and no more runs can be adopted. */
    public boolean isIdle() {
        return hasLooked
                && !runs.areMoreFree()
                && !annotations.isUntried()
                && runs.held().stream().noneMatch(Delivery::isWaiting);
    }

    /** Whether this number of consecutive attempts has failed, for the destination or for each remaining run. */
    public boolean isStuck(int attempts) {
        return reach.failures() >= attempts
                || (!runs.areMoreFree()
                        && runs.held().stream().anyMatch(Delivery::isWaiting)
                        && runs.held().stream()
                                .filter(Delivery::isWaiting)
                                .allMatch(run -> run.failures() >= attempts));
    }

    /** Number of entries acknowledged by the destination. */
    public long sentEntries() {
        return sentEntries.get();
    }

    /** Their size in bytes, without those that it already had. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** Retries at once, because a caller waits. */
    public void hurry() {
        isHurried = true;
    }

    /** From now on, {@link #step} ends when only runs are left that have failed since. */
    public void finish() {
        isFinishing = true;
    }

    /**
     * Does the next piece of work.
     *
     * @return nanoseconds until the next call; 0 for immediately; negative if there is no more work
     */
    public long step() {
        boolean isLast = isFinishing;
        if (isHurried) {
            isHurried = false;
            reach.hurry();
        }
        long now = pace.nanos();
        look(now);
        if (isLast || reach.waitNanos(now) <= 0) {
            Delivery next = next(now, isLast);
            if (next != null) {
                if (!send(next) && isLast) {
                    givenUp.add(next.run());
                }
                return 0;
            }
            if (runs.areMoreFree() && runs.adopt()) {
                return 0;
            }
            if (annotate()) {
                return 0;
            }
            return isLast ? -1 : Math.min(idleNanos(now), annotationNanos());
        }
        return Math.min(reach.waitNanos(now), lookNanos(now));
    }

    private void look(long now) {
        if (lookNanos(now) <= 0 && (!isFinishing || !hasLooked)) {
            hasLooked = true;
            annotations.look();
            nextLook = now + LOOK_INTERVAL.toNanos();
            if (runs.adopt()) {
                LOG.debug("adopted runs of processes that have ended");
            }
            try {
                runs.release();
                space.count();
            } catch (IOException e) {
                LOG.debug("the outbox cannot be listed", e);
            }
        }
    }

    private long lookNanos(long now) {
        return nextLook - now;
    }

    private long idleNanos(long now) {
        long wait = lookNanos(now);
        for (Delivery run : runs.held()) {
            if (run.isWaiting()) {
                wait = Math.min(wait, Math.max(run.waitNanos(now), 1));
            }
        }
        return Math.max(wait, 1);
    }

    /** Nanoseconds until annotations are retried, or until the next check if there are none. */
    private long annotationNanos() {
        return annotations.isUntried() ? Math.max(reach.waitNanos(pace.nanos()), 1) : LOOK_INTERVAL.toNanos();
    }

    /** The run whose turn it is; null if none can send now. */
    private @Nullable Delivery next(long now, boolean isLast) {
        for (boolean isFresh = false; ; ) {
            UUID id = turn.poll();
            if (id == null) {
                if (isFresh) {
                    return null;
                }
                isFresh = true;
                runs.held().forEach(run -> turn.add(run.run()));
                continue;
            }
            Delivery run = runs.get(id);
            if (run != null && run.isWaiting() && (isLast ? !givenUp.contains(id) : run.waitNanos(now) <= 0)) {
                return run;
            }
        }
    }

    private void count(List<byte[]> lines, long count) {
        sentEntries.addAndGet(count);
        long bytes = 0;
        for (int i = 0; i < Math.min(count, lines.size()); i++) {
            bytes += lines.get(i).length + 1L;
        }
        sentBytes.addAndGet(bytes);
    }

    /** Sends annotations; false if there were none, or they could not be sent. */
    private boolean annotate() {
        try {
            return annotations.send(destination);
        } catch (UnavailableException e) {
            reach.failed(e);
        } catch (RuntimeException | LinkageError e) {
            if (warned.add(e.getClass())) {
                LOG.warn("annotations cannot be sent, and are retried; logged once per cause", e);
            }
        } finally {
            progress.run();
        }
        return false;
    }

    /** Sends a request for a run; false if that failed. */
    private boolean send(Delivery run) {
        try {
            if (run.send(destination, this::count)) {
                annotations.retry();
                reach.succeeded();
            }
            runs.release(run);
            return true;
        } catch (UnavailableException e) {
            if (!reach.isDown()) {
                run.delay(reach.delayNanos(run.fail()));
            }
            reach.failed(e);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            run.delay(Math.max(1, reach.delayNanos(run.fail() + 4)));
            if (warned.add(e.getClass())) {
                LOG.warn("run {} cannot be sent, and is retried; logged once per cause", run.run(), e);
            }
        } finally {
            progress.run();
        }
        return false;
    }
}
