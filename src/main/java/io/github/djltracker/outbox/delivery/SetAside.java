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
 * The entries of a run that are not sent: single entries, which become dead letters, or all entries from a certain one
 * on, which stay in the run's folder. Confined to the courier, except for {@link #isWhole} and {@link #isAny}.
 */
final class SetAside {
    /** Maximum number of dead letters of a run that are logged one by one. */
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

    /** Whether any entry was set aside, or the run was dropped, since it was opened. */
    boolean isAny() {
        return isAny;
    }

    /** Replaces entries that were set aside by what is sent in their place. */
    void substitute(Extent extent, long from, List<byte[]> lines) {
        if (substitutes.count() > 0) {
            for (int i = 0; i < lines.size(); i++) {
                boolean isEnd = extent.isEnded() && from + i == extent.next() - 1;
                lines.set(i, substitutes.sent(from + i, lines.get(i), isEnd));
            }
        }
    }

    /** The destination rejected an entry, or what was sent in its place. */
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

    /** Repairs a file with a damaged entry. */
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

    /** Sets the run aside from an entry on. */
    void whole(long from, String reason) throws IOException {
        log.setAside(DeadLetters.setAside(run, from, reason, pace.now()));
        isWhole = true;
        isAny = true;
        LOG.warn("run {} is set aside from entry {} on, and kept on disk: {}", run, from, reason);
    }

    private void one(long sequence, Letter letter, String reason, byte[] line) throws IOException {
        if (log.isClosed()) {
            return; // the process that has the run now will notice this itself
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

    /** The run was delivered. */
    void delivered() {
        if (substitutes.count() > 0) {
            LOG.info("run {} was delivered, except {} entries in {}", run, substitutes.count(), dead.folder());
        }
    }

    /** A user deleted the run at its destination. */
    void dropped(long unsent) {
        isAny = true;
        LOG.warn("run {} was deleted at its destination: its log is deleted, with {} unsent entries", run, unsent);
        try {
            dead.delete(run);
        } catch (IOException e) {
            LOG.debug("run {}: its dead letters cannot be deleted", run, e);
        }
    }
}
