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
 * Empties the logs: looks for runs, sends one request of each run that has something to send in turn, and waits. One
 * request is under way at a time. Confined to the courier's thread, but for {@link #hurry} and {@link #finish}.
 */
public final class Courier {
    /** How often it looks for runs whose process is gone. */
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
    /** Runs that had their last attempt. */
    private final Set<UUID> givenUp = new HashSet<>();

    private final Set<Class<?>> warned = new HashSet<>();
    private long nextLook;
    private boolean hasLooked;

    private volatile boolean isHurried;
    private volatile boolean isFinishing;
    private final AtomicLong sentEntries = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();

    /**
     * A courier that does not run yet.
     *
     * @param progress called when a run has come further, or something has been set aside
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

    /** Whether nothing that is held is still to be sent, and nothing more can be taken up. */
    public boolean isIdle() {
        return hasLooked
                && !runs.areMoreFree()
                && !annotations.isUntried()
                && runs.held().stream().noneMatch(Delivery::isWaiting);
    }

    /** Whether so many attempts in a row have failed: of all, or of each run that is still to be sent. */
    public boolean isStuck(int attempts) {
        return reach.failures() >= attempts
                || (!runs.areMoreFree()
                        && runs.held().stream().anyMatch(Delivery::isWaiting)
                        && runs.held().stream()
                                .filter(Delivery::isWaiting)
                                .allMatch(run -> run.failures() >= attempts));
    }

    /** Entries that the destination has taken. */
    public long sentEntries() {
        return sentEntries.get();
    }

    /** Their bytes, but for those that it had already. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** Try at once what would be tried later: somebody waits. */
    public void hurry() {
        isHurried = true;
    }

    /** From now on {@link #step} ends when there is nothing to send but runs that have failed since. */
    public void finish() {
        isFinishing = true;
    }

    /**
     * Does the next thing there is to do.
     *
     * @return nanoseconds until there may be more to do; 0 for at once; negative if there is an end of it
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
                LOG.debug("runs of processes that are gone are sent from here now");
            }
            try {
                runs.release();
                space.count();
            } catch (IOException e) {
                LOG.debug("the outbox cannot be looked through", e);
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

    /** Nanoseconds until what is said about runs is tried again; those until the next look where it need not be. */
    private long annotationNanos() {
        return annotations.isUntried() ? Math.max(reach.waitNanos(pace.nanos()), 1) : LOOK_INTERVAL.toNanos();
    }

    /** The run whose turn it is; null if none has anything to send now. */
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

    /** Sends what is said about runs; false if there was nothing to send, or that failed. */
    private boolean annotate() {
        try {
            return annotations.send(destination);
        } catch (UnavailableException e) {
            reach.failed(e);
        } catch (RuntimeException | LinkageError e) {
            if (warned.add(e.getClass())) {
                LOG.warn("what is said about runs cannot be sent, trying again; said once for each cause", e);
            }
        } finally {
            progress.run();
        }
        return false;
    }

    /** Sends a request of a run; false if that failed. */
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
                LOG.warn("run {} cannot be sent, trying again; said once for each cause", run.run(), e);
            }
        } finally {
            progress.run();
        }
        return false;
    }
}
