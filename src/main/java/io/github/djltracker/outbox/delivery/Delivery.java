package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.LogCursor;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of one run: its acknowledged position, and the reactions to the destination's responses. Confined to the
 * courier, except for the volatile fields, which any thread may read.
 */
public final class Delivery {
    private static final long NOTE_INTERVAL_NANOS = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final UUID run;
    private final RunFolder log;
    private final Bounds bounds;
    private final CourierClock pace;
    private final SetAside aside;
    private final LogCursor cursor = new LogCursor();

    /** The next sequence number that the destination expects. */
    private volatile long acknowledged;
    /** Whether this process appends to the run, so that there may be more entries. */
    private volatile boolean isOwn;

    private volatile Fate fate = Fate.OPEN;

    /** Lines before this number are sent one by one, to find out which of them is rejected. */
    private long singlyUntil;

    private int failures;
    private long notBefore;
    /** The highest entry from which the run had to be sent again. */
    private long highest;
    /** How often in a row it had to be sent again without getting beyond that entry. */
    private int rewinds;

    private long notedAt;
    /** The acknowledged position that is on disk. */
    private long noted;

    /** Counts what the destination has acknowledged. */
    interface Sent {
        void add(List<byte[]> lines, long count);
    }

    /** What happened to a run. */
    enum Fate {
        OPEN,
        DELIVERED,
        DELETED
    }

    Delivery(RunFolder log, DeadLetters dead, Bounds bounds, CourierClock pace, boolean isSetAside) throws IOException {
        this.run = log.run();
        this.log = log;
        this.bounds = bounds;
        this.pace = pace;
        this.aside = new SetAside(log, dead, pace, isSetAside);
        // entries that are no longer on disk had been acknowledged
        this.acknowledged = Math.min(
                Math.max(log.acknowledged(), log.extent().first()), log.extent().next());
        this.noted = acknowledged;
        this.notedAt = pace.nanos();
        this.notBefore = notedAt;
    }

    UUID run() {
        return run;
    }

    public RunFolder log() {
        return log;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Whether it is not sent any more. */
    boolean isSetAside() {
        return aside.isWhole();
    }

    /** Whether entries that this process appended will not arrive. */
    boolean isIncomplete() {
        return isOwn && (aside.isAny() || aside.isWhole());
    }

    Fate fate() {
        return fate;
    }

    /** Called before the first append of this process. */
    public void own() {
        isOwn = true;
    }

    public boolean isOwn() {
        return isOwn;
    }

    /** Whether the courier has work for this run. */
    boolean isWaiting() {
        return !isSetAside() && fate == Fate.OPEN && (unsent() > 0 || isComplete(log.extent()));
    }

    /** Whether its entries may share a request with those of other runs. */
    boolean isSharing() {
        return failures == 0 && unsent() > 0;
    }

    /** Number of entries that are still to be sent. */
    public long unsent() {
        return isSetAside() ? 0 : log.extent().next() - acknowledged;
    }

    /** Whether all entries that will ever exist have arrived: the run has ended, or its process has. */
    private boolean isComplete(Extent extent) {
        return acknowledged >= extent.next() && (extent.isEnded() || !isOwn);
    }

    /** Nanoseconds until this run may be tried after its own failures; 0 or less if it may be tried now. */
    long waitNanos(long now) {
        return notBefore - now;
    }

    /** Delays this run, so that runs that do not fail are sent. */
    void delay(long nanos) {
        notBefore = pace.nanos() + nanos;
    }

    int failures() {
        return failures;
    }

    /** Counts a failure of this run alone. Returns the number of consecutive failures. */
    int fail() {
        return ++failures;
    }

    /**
     * The entries to be sent next; null if there was other work first.
     *
     * @param most maximum number of lines
     * @param bytes maximum number of bytes, but at least one line is returned
     */
    @Nullable
    RunLines next(int most, int bytes) throws IOException {
        Extent extent = log.extent();
        long from = acknowledged;
        if (isComplete(extent)) {
            finish(extent);
            return null;
        }
        if (from < extent.first()) {
            beginsTooLate(extent, from);
            return null;
        }
        List<byte[]> lines = cursor.read(extent, from, bytes, from < singlyUntil ? 1 : most);
        if (lines.isEmpty()) {
            aside.mend(extent.segment(from));
            cursor.reset();
            return null;
        }
        aside.substitute(extent, from, lines);
        return new RunLines(run, from, lines);
    }

    /**
     * Sends one request, and handles the response.
     *
     * @return whether a request was sent; false if there was other work first
     * @throws UnavailableException if there was no response
     */
    boolean send(Destination destination, Sent sent) throws IOException {
        RunLines lines = next(bounds.requestLines(), bounds.requestBytes());
        if (lines == null) {
            return false;
        }
        RunAnswer answer;
        try {
            answer = RunAnswer.stored(destination.append(run, lines.lines()));
        } catch (GapException | DeletedException | RejectedException e) {
            answer = RunAnswer.refused(e);
        }
        answered(lines, answer, sent);
        return true;
    }

    /**
     * Handles the response to entries that were sent.
     *
     * @throws UnavailableException if they were not accepted for now
     */
    void answered(RunLines sentLines, RunAnswer answer, Sent sent) throws IOException {
        long from = sentLines.first();
        List<byte[]> lines = sentLines.lines();
        RuntimeException refusal = answer.refusal();
        if (refusal == null) {
            if (take(from, answer.next())) {
                sent.add(lines, answer.next() - from);
            }
        } else if (refusal instanceof GapException gap) {
            take(from, gap.wanted());
        } else if (refusal instanceof DeletedException) {
            drop();
        } else if (!(refusal instanceof RejectedException)) {
            throw refusal;
        } else if (lines.size() > 1) {
            singlyUntil = from + lines.size();
        } else {
            aside.refuse(log.extent(), from, String.valueOf(refusal.getMessage()));
        }
    }

    /** Continues from where the destination says. Returns whether that is further than before. */
    private boolean take(long from, long wanted) throws IOException {
        Extent extent = log.extent();
        if (wanted > extent.next() && isOwn) {
            // the destination would skip what is appended next, as entries that it already has
            aside.whole(
                    from,
                    "the destination has " + wanted + " entries of this run, but the log has " + extent.next()
                            + ": another log of the same run was sent there");
        } else if (wanted > from) {
            acknowledged = Math.min(wanted, extent.next());
            failures = 0;
            note(extent);
            if (isComplete(extent)) {
                finish(extent);
            }
            return true;
        } else if (wanted < extent.first()) {
            beginsTooLate(extent, wanted);
        } else if (wanted < from) {
            rewind(from, wanted);
        } else {
            throw new UnavailableException(
                    "run " + run + ": the destination expects entry " + from + " but did not accept it");
        }
        return false;
    }

    private void beginsTooLate(Extent extent, long wanted) throws IOException {
        aside.whole(
                extent.first(),
                "the destination expects entry " + wanted + ", but the log begins with " + extent.first()
                        + ": acknowledged entries were deleted to make room");
    }

    /** The destination has lost entries: it was replaced by an older copy, or by an empty one. */
    private void rewind(long from, long wanted) throws IOException {
        if (highest == 0) {
            LOG.warn(
                    "run {}: entries {} to {} are sent again, because the destination has lost them",
                    run,
                    wanted,
                    from - 1);
        }
        if (from > highest) {
            highest = from;
            rewinds = 0;
        } else {
            // it asks for entries that were just sent again; the growing delay leaves time for other runs
            delay(Backoff.mostNanos(++rewinds));
        }
        acknowledged = wanted;
        note(log.extent());
    }

    /**
     * Writes the acknowledged position to disk: at the end, after a rewind, and otherwise at most once per second. It
     * may lag behind.
     */
    private void note(Extent extent) {
        long now = pace.nanos();
        if (acknowledged < noted || now - notedAt > NOTE_INTERVAL_NANOS || acknowledged == extent.next()) {
            try {
                log.acknowledge(acknowledged);
                notedAt = now;
                noted = acknowledged;
            } catch (IOException e) {
                // the disk may be full: sending must continue, because it frees space
                LOG.debug("run {}: the acknowledged position cannot be written", run, e);
            }
        }
    }

    private void finish(Extent extent) {
        if (log.delete(extent.next())) {
            fate = Fate.DELIVERED;
            aside.delivered();
        }
    }

    private void drop() {
        long unsent = unsent();
        if (log.delete()) {
            fate = Fate.DELETED;
            aside.dropped(unsent);
        }
    }

    /** Writes the acknowledged position and unlocks the log, or deletes it if nothing is left to send. */
    void close() throws IOException {
        Extent extent = log.extent();
        if (fate == Fate.OPEN && !isSetAside() && acknowledged >= extent.next() && log.delete(extent.next())) {
            fate = Fate.DELIVERED;
        }
        try {
            if (fate == Fate.OPEN && acknowledged != noted) {
                log.acknowledge(acknowledged);
            }
        } finally {
            log.close();
        }
    }
}
