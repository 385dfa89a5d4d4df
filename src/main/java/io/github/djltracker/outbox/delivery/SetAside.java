package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.DeadLetters.Letter;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.outbox.log.LogCursor;
import io.github.djltracker.outbox.log.Mending;
import io.github.djltracker.outbox.log.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a run will not be sent: single entries, which become dead letters, or all from one entry on, which stays where
 * it is. Confined to the courier, but for {@link #isWhole} and {@link #isAny}.
 */
final class SetAside {
    /** So many entries of a run are said one by one. */
    private static final int MAX_WARNINGS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final UUID run;
    private final RunFolder log;
    private final DeadLetters dead;
    private final CourierClock pace;
    private final Substitutes substitutes;

    private volatile boolean isWhole;
    private volatile boolean isAny;

    SetAside(RunFolder log, DeadLetters dead, CourierClock pace, boolean isWhole) throws IOException {
        this.run = log.run();
        this.log = log;
        this.dead = dead;
        this.pace = pace;
        this.isWhole = isWhole;
        this.substitutes = new Substitutes(dead.of(run));
    }

    /** Whether the run is not sent any more. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether anything was set aside, or dropped, since the run was opened. */
    boolean isAny() {
        return isAny;
    }

    /** Puts what is sent instead into the places of what was set aside. */
    void substitute(Extent extent, long from, List<byte[]> lines) {
        if (substitutes.count() > 0) {
            for (int i = 0; i < lines.size(); i++) {
                boolean isEnd = extent.isEnded() && from + i == extent.next() - 1;
                lines.set(i, substitutes.sent(from + i, lines.get(i), isEnd));
            }
        }
    }

    /** The destination refused an entry, or what was sent instead of it. */
    void refuse(Extent extent, long sequence, String reason) throws IOException {
        if (sequence == 0 || substitutes.contains(sequence)) {
            whole(sequence, reason);
            return;
        }
        byte[] line = new LogCursor().line(extent, sequence);
        RunEntry entry = Line.read(line);
        Letter letter = entry == null
                ? new Letter(DeadLetters.CORRUPT, 1)
                : new Letter(DeadLetters.REFUSED, Line.points(entry));
        one(sequence, letter, reason, line);
    }

    /** The file with an entry is damaged there: makes it whole again. */
    void mend(Segment segment) throws IOException {
        if (!log.mend(segment, hole -> lost(segment, hole))) {
            whole(0, "the start of the run is damaged in " + segment.file());
        }
    }

    private void lost(Segment segment, Mending.Hole hole) throws IOException {
        String reason = "entries " + hole.first() + " to " + (hole.first() + hole.count() - 1)
                + " were damaged on disk, in " + segment.file();
        one(hole.first(), new Letter(DeadLetters.CORRUPT, hole.count()), reason, hole.bytes());
    }

    /** Nothing from an entry on can be sent. */
    void whole(long from, String reason) throws IOException {
        log.setAside(DeadLetters.setAside(run, from, reason, pace.now()));
        isWhole = true;
        isAny = true;
        LOG.warn("run {} is set aside from entry {} on, and stays on disk: {}", run, from, reason);
    }

    private void one(long sequence, Letter letter, String reason, byte[] line) throws IOException {
        if (log.isClosed()) {
            return; // whoever has the run now finds out for himself
        }
        Path file = dead.write(run, sequence, letter, reason, pace.now(), line);
        substitutes.add(sequence, letter);
        isAny = true;
        if (substitutes.count() <= MAX_WARNINGS) {
            LOG.warn(
                    "run {}: entry {}, {} points, is {} and set aside in {}: {}",
                    run,
                    sequence,
                    letter.points(),
                    letter.loss(),
                    file,
                    reason);
        }
    }

    /** The run has arrived. */
    void delivered() {
        if (substitutes.count() > 0) {
            LOG.info("run {} is delivered, but for {} entries in {}", run, substitutes.count(), dead.folder());
        }
    }

    /** The run was deleted by its user. */
    void dropped(long unsent) {
        isAny = true;
        LOG.warn("run {} was deleted at its destination: its log is dropped, {} entries unsent", run, unsent);
        try {
            dead.delete(run);
        } catch (IOException e) {
            LOG.debug("run {}: its dead letters cannot be deleted", run, e);
        }
    }
}
