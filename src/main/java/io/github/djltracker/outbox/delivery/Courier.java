package io.github.djltracker.outbox.delivery;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.folder.DeadLetterExpiry;
import io.github.djltracker.outbox.log.Space;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the logs: looks for runs, sends requests with the pending entries of one or several runs in turn, and waits.
 * Only one request is in progress at a time: what arrives meanwhile goes together in the next. Confined to the
 * courier's thread, except for {@link #hurry} and {@link #finish}.
 */
public final class Courier {
    /** How often it looks for runs whose process has ended. */
    public static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);
    /** How often it looks for dead letters that are too old. */
    private static final Duration EXPIRY_INTERVAL = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Runs runs;
    private final AnnotationDelivery annotations;
    private final Destination destination;
    private final Backoff reach;
    private final Space space;
    private final DeadLetterExpiry expiry;
    private final CourierClock pace;
    private final Runnable progress;
    private final Turns turns;
    private final Sharing sharing = new Sharing();
    private final SharedRequest shared;

    private final Set<Class<?>> warned = new HashSet<>();
    private long nextLook;
    private long nextExpiry;
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
            Bounds bounds,
            DeadLetterExpiry expiry,
            CourierClock pace,
            Runnable progress) {
        this.runs = runs;
        this.turns = new Turns(runs);
        this.shared = new SharedRequest(bounds);
        this.annotations = annotations;
        this.destination = destination;
        this.reach = reach;
        this.space = space;
        this.expiry = expiry;
        this.pace = pace;
        this.progress = progress;
        this.nextLook = pace.nanos();
        this.nextExpiry = nextLook;
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

    /** The size of these entries in bytes, without those that the destination already had. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** Retries at once, because a caller waits. */
    public void hurry() {
        isHurried = true;
    }

    /** From now on, {@link #step} ends once the only runs left have failed since this call. */
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
            Delivery next = turns.next(now, isLast);
            if (next != null) {
                List<Delivery> together = turns.together(next, sharing.most(destination), now, isLast);
                if (together.size() > 1) {
                    send(together, isLast);
                } else if (!send(next) && isLast) {
                    turns.giveUp(next);
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
                expire(now);
                space.count();
            } catch (IOException e) {
                LOG.debug("the outbox cannot be listed", e);
            }
        }
    }

    private void expire(long now) throws IOException {
        if (nextExpiry - now <= 0) {
            nextExpiry = now + EXPIRY_INTERVAL.toNanos();
            expiry.run(pace.now());
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
        boolean wasSuspect = sharing.takeSuspect();
        try {
            if (run.send(destination, this::count)) {
                annotations.retry();
                reach.succeeded();
                sharing.succeededAlone();
            }
            runs.release(run);
            return true;
        } catch (UnavailableException e) {
            if (!reach.isDown() || wasSuspect) {
                run.delay(reach.delayNanos(run.fail()));
            }
            reach.failed(e);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            failed(run, e);
        } finally {
            progress.run();
        }
        return false;
    }

    /** Sends a request for several runs. If it fails as a whole, fewer of them are tried together. */
    private void send(List<Delivery> together, boolean isLast) {
        List<Delivery> left = new ArrayList<>();
        List<SharedRequest.Part> parts = shared.fill(together, this::read, left);
        turns.again(left);
        if (parts.isEmpty()) {
            return;
        }
        List<Delivery> sent = parts.stream().map(SharedRequest.Part::delivery).toList();
        try {
            List<RunAnswer> answers = destination.append(
                    parts.stream().map(SharedRequest.Part::lines).toList());
            if (answers.isEmpty()) {
                sharing.unsupported();
                turns.again(sent);
                return;
            }
            if (answers.size() != parts.size()) {
                throw new IllegalStateException(answers.size() + " answers for " + parts.size() + " runs");
            }
            answered(parts, answers, isLast);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            LOG.debug("a request with entries of {} runs failed", sent.size(), e);
            sharing.failed(sent.size());
            turns.again(sent);
            if (isLast) {
                sharing.unsupported();
            }
            if (e instanceof UnavailableException unavailable) {
                reach.failed(unavailable);
            }
        } finally {
            progress.run();
        }
    }

    private void answered(List<SharedRequest.Part> parts, List<RunAnswer> answers, boolean isLast) {
        if (answers.stream().allMatch(answer -> answer.refusal() instanceof UnavailableException)) {
            throw requireNonNull(answers.get(0).refusal());
        }
        reach.succeeded();
        sharing.succeeded();
        annotations.retry();
        for (int i = 0; i < parts.size(); i++) {
            Delivery run = parts.get(i).delivery();
            try {
                run.answered(parts.get(i).lines(), answers.get(i), this::count);
                runs.release(run);
                continue;
            } catch (UnavailableException e) {
                LOG.debug("run {} is not accepted now", run.run(), e);
                run.delay(reach.delayNanos(run.fail()));
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
                failed(run, e);
            }
            if (isLast) {
                turns.giveUp(run);
            }
        }
    }

    private @Nullable RunLines read(Delivery run, int lines, int bytes) {
        try {
            RunLines next = run.next(lines, bytes);
            if (next == null) {
                runs.release(run);
            }
            return next;
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            failed(run, e);
            return null;
        }
    }

    private void failed(Delivery run, Throwable e) {
        run.delay(Math.max(1, reach.delayNanos(run.fail() + 4)));
        if (warned.add(e.getClass())) {
            LOG.warn("run {} cannot be sent, and is retried; logged once per cause", run.run(), e);
        }
    }
}
