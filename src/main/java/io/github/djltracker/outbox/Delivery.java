package io.github.djltracker.outbox;

import io.github.djltracker.domain.DeletedException;
import io.github.djltracker.domain.GapException;
import io.github.djltracker.domain.RejectedException;
import io.github.djltracker.domain.RunEnd;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.UnavailableException;
import io.github.djltracker.wire.RunLogJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run on its way to the destination: how far that is, and what its answers mean. Confined to the courier, but for
 * the volatile fields, which anybody may read.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final UUID run;
    private final RunFolder log;
    private final DeadLetters dead;
    private final Bounds bounds;
    private final Pace pace;
    private final Map<Long, DeadLetters.Letter> letters;

    /** The number that the destination wants next. */
    private volatile long acknowledged;
    /** Whether this process appends to it, and so may append more. */
    private volatile boolean isOwn;
    /** Whether something that this process appended will not arrive. */
    private volatile boolean isIncomplete;

    private volatile boolean isSetAside;
    private volatile Fate fate = Fate.OPEN;

    /** Lines before this number go alone, to find out which of them is refused. */
    private long singlyUntil;

    private int failures;
    private long notBefore;
    private @Nullable Segment segment;
    private long lineSequence;
    private long linePosition;
    private long notedAt;
    private long noted;

    /** What has become of a run. */
    enum Fate {
        OPEN,
        DELIVERED,
        DELETED
    }

    Delivery(RunFolder log, DeadLetters dead, Bounds bounds, Pace pace, boolean isSetAside) throws IOException {
        this.run = log.run();
        this.log = log;
        this.dead = dead;
        this.bounds = bounds;
        this.pace = pace;
        this.letters = dead.of(run);
        this.isSetAside = isSetAside;
        // what is not on disk any more had been acknowledged
        this.acknowledged = Math.min(
                Math.max(log.acknowledged(), log.extent().first()), log.extent().next());
        this.noted = acknowledged;
        this.notedAt = pace.nanos();
        this.notBefore = notedAt;
    }

    UUID run() {
        return run;
    }

    RunFolder log() {
        return log;
    }

    long acknowledged() {
        return acknowledged;
    }

    boolean isSetAside() {
        return isSetAside;
    }

    boolean isIncomplete() {
        return isIncomplete;
    }

    Fate fate() {
        return fate;
    }

    /** Called by whoever appends, before it does. */
    void own() {
        isOwn = true;
    }

    boolean isOwn() {
        return isOwn;
    }

    /** Whether the courier has something to do for this run. */
    boolean isWaiting() {
        return !isSetAside && fate == Fate.OPEN && (unsent() > 0 || isComplete(log.extent()));
    }

    /** Entries that are still to be sent. */
    long unsent() {
        return isSetAside ? 0 : log.extent().next() - acknowledged;
    }

    /** Whether all has arrived that will ever come: the run has ended, or its process is gone. */
    private boolean isComplete(Extent extent) {
        return acknowledged >= extent.next() && (extent.isEnded() || !isOwn);
    }

    /** Nanoseconds from now until it is this run's turn again after failures of its own; 0 or less if it is. */
    long waitNanos(long now) {
        return notBefore - now;
    }

    /** Lets others go first for a while: they get through, and this run does not. */
    void delay(long nanos) {
        notBefore = pace.nanos() + nanos;
    }

    /** Counts a failure that others did not have, and says how many there were in a row. */
    int fail() {
        return ++failures;
    }

    /**
     * Sends one request, and does what its answer asks for.
     *
     * @return how many entries the destination has taken
     * @throws UnavailableException if there was no answer
     */
    long send(Destination destination) throws IOException {
        Extent extent = log.extent();
        if (isComplete(extent)) {
            finish(extent);
            return 0;
        }
        long from = acknowledged;
        List<byte[]> lines = read(extent, from, from < singlyUntil ? 1 : bounds.requestLines());
        try {
            return take(from, lines.size(), destination.append(run, Collections.unmodifiableList(lines)));
        } catch (GapException e) {
            return take(from, lines.size(), e.wanted());
        } catch (DeletedException e) {
            drop();
        } catch (RejectedException e) {
            if (lines.size() > 1) {
                singlyUntil = from + lines.size();
            } else {
                refuse(from, String.valueOf(e.getMessage()));
            }
        }
        return 0;
    }

    private long take(long from, int count, long wanted) throws IOException {
        Extent extent = log.extent();
        if (wanted > extent.next()) {
            setAside(
                    from,
                    "the destination has " + wanted + " entries of this run and the log " + extent.next()
                            + ": another log of the same run was sent there");
            return 0;
        }
        if (wanted > from) {
            acknowledged = wanted;
            failures = 0;
            note(extent);
            if (isComplete(extent)) {
                finish(extent);
            }
            return wanted - from;
        }
        if (wanted < extent.first()) {
            setAside(
                    extent.first(),
                    "the destination wants entry " + wanted + " and the log begins with " + extent.first()
                            + ": what it had acknowledged was deleted to make room");
            return 0;
        }
        if (wanted < from) {
            LOG.warn(
                    "run {}: {} of its entries are no longer at the destination and are sent again",
                    run,
                    from - wanted);
            acknowledged = wanted;
            note(extent);
            return 0;
        }
        throw new UnavailableException("run " + run + ": the destination took none of " + count + " entries from "
                + from + " on, and did not say why");
    }

    /** Notes on disk how far the destination is: at the end and now and then, since it may lag behind. */
    private void note(Extent extent) throws IOException {
        long now = pace.nanos();
        if (acknowledged < noted || now - notedAt > 1_000_000_000L || acknowledged == extent.next()) {
            notedAt = now;
            noted = acknowledged;
            log.acknowledge(acknowledged);
        }
    }

    private void finish(Extent extent) throws IOException {
        if (log.delete(extent.next())) {
            fate = Fate.DELIVERED;
        }
    }

    private void drop() throws IOException {
        LOG.warn("run {} was deleted at its destination: its log is dropped, {} entries of it unsent", run, unsent());
        isIncomplete |= isOwn;
        if (log.delete()) {
            fate = Fate.DELETED;
            dead.delete(run);
        }
    }

    private void refuse(long sequence, String reason) throws IOException {
        if (sequence == 0 || letters.containsKey(sequence)) {
            setAside(sequence, reason);
            return;
        }
        byte[] line = original(log.extent(), sequence);
        RunEntry entry = Line.read(line);
        DeadLetters.Letter letter = entry == null
                ? new DeadLetters.Letter(DeadLetters.CORRUPT, 1)
                : new DeadLetters.Letter(DeadLetters.REFUSED, Line.points(entry));
        var file = dead.write(run, sequence, letter, reason, pace.now(), line);
        letters.put(sequence, letter);
        isIncomplete |= isOwn;
        LOG.warn(
                "run {}: entry {} was refused and is set aside in {}: {}",
                run,
                sequence,
                file.toAbsolutePath(),
                reason);
    }

    private void setAside(long from, String reason) throws IOException {
        log.setAside(DeadLetters.setAside(run, from, reason, pace.now()));
        isSetAside = true;
        isIncomplete |= isOwn;
        LOG.warn("run {} is set aside from entry {} on, and stays on disk: {}", run, from, reason);
    }

    private List<byte[]> read(Extent extent, long from, int most) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        Segment file = extent.segment(from);
        long limit = Math.min(extent.limit(file), from + most);
        if (!file.equals(segment) || lineSequence > from) {
            segment = file;
            lineSequence = file.first();
            linePosition = 0;
        }
        try (LogReader reader = LogReader.open(file.file(), linePosition)) {
            while (lineSequence < from && reader.skip()) {
                lineSequence++;
                linePosition = reader.position();
            }
            int bytes = 0;
            for (long sequence = from; sequence < limit; sequence++) {
                byte[] line = reader.next();
                if (line == null || !Line.isEntry(line, sequence)) {
                    throw new IOException("damaged " + sequence);
                }
                line = sent(sequence, line, extent);
                bytes += line.length + 1;
                if (bytes > bounds.requestBytes() && !lines.isEmpty()) {
                    break;
                }
                lines.add(line);
            }
        }
        return lines;
    }

    private byte[] original(Extent extent, long sequence) throws IOException {
        try (LogReader reader = LogReader.open(extent.segment(sequence).file(), linePosition)) {
            byte[] line = reader.next();
            return line == null ? new byte[0] : line;
        }
    }

    /** What is sent for a line: itself, or what takes its place. */
    private byte[] sent(long sequence, byte[] line, Extent extent) {
        boolean isDead = letters.containsKey(sequence);
        boolean isEnd = extent.isEnded() && sequence == extent.next() - 1;
        if (letters.isEmpty() || !(isDead || isEnd)) {
            return line;
        }
        if (!(Line.read(line) instanceof RunEnd end)) {
            return Line.empty(sequence);
        }
        if (isDead) {
            return RunLogJson.write(new RunEnd(sequence, end.status(), end.time(), Map.of(), null));
        }
        Map<String, Long> losses = new TreeMap<>(end.losses());
        for (DeadLetters.Letter letter : letters.values()) {
            if (letter.points() > 0) {
                losses.merge(letter.loss(), letter.points(), Long::sum);
            }
        }
        return RunLogJson.write(new RunEnd(sequence, end.status(), end.time(), losses, end.error()));
    }

    /** Writes down how far the destination is, and lets the log go. */
    void close() throws IOException {
        try {
            if (fate == Fate.OPEN && acknowledged != noted) {
                log.acknowledge(acknowledged);
            }
        } finally {
            log.close();
        }
    }
}
