package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.Mending;
import io.github.djltracker.outbox.log.OpenLog;
import io.github.djltracker.outbox.log.Recovery;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one run on disk, in the hands of the one who holds its lock. Thread-safe: the run's recorder appends while
 * the courier reads what is in the {@link Extent}.
 */
public final class RunFolder {
    static final String LOCK = "lock";
    static final String ACKNOWLEDGED = "acknowledged";
    /** There if the run is not to be sent any more: says why, and from which entry on. */
    public static final String SET_ASIDE = "dead.json";

    /** What {@link #append} answers once the folder is closed or gone. */
    public static final long GONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private final UUID run;
    private final Path folder;
    private final Disk disk;
    private final Space space;
    private final RunLock runLock;

    private final Object monitor = new Object();
    /** Written under the monitor. */
    private final OpenLog log;
    // guarded by monitor
    private boolean isClosed;

    private RunFolder(
            UUID run, Path folder, Bounds bounds, Disk disk, Space space, RunLock runLock, Recovery recovered) {
        this.run = run;
        this.folder = folder;
        this.disk = disk;
        this.space = space;
        this.runLock = runLock;
        this.log = new OpenLog(folder, bounds.segmentBytes(), disk, space, recovered);
    }

    /**
     * Takes possession of a run's folder, which must be there.
     *
     * @return null if somebody else has it, or it is gone
     */
    public static @Nullable RunFolder open(UUID run, Path folder, Bounds bounds, Disk disk, Space space)
            throws IOException {
        RunLock lock = RunLock.tryAcquire(folder.resolve(LOCK));
        if (lock == null) {
            return null;
        }
        try {
            Recovery recovered = Recovery.of(folder);
            if (recovered.torn() > 0) {
                recovered.cut(disk);
            }
            RunFolder opened = new RunFolder(run, folder, bounds, disk, space, lock, recovered);
            lock = null; // it is closed with the folder from now on
            return opened;
        } catch (NoSuchFileException | FileNotFoundException e) {
            return null;
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    public UUID run() {
        return run;
    }

    public Extent extent() {
        return log.extent();
    }

    /**
     * Appends a line, which is on disk when the call returns.
     *
     * @param line with its line feed
     * @return the number wanted next, or {@link #GONE}
     */
    public long append(long sequence, byte[] line, boolean isEnd) {
        synchronized (monitor) {
            Extent before = log.extent();
            if (isClosed) {
                return GONE;
            }
            if (sequence < before.next()) {
                return before.next();
            }
            if (before.isEnded()) {
                throw new RejectedException("run " + run + " ended with entry " + (before.next() - 1) + ": entry "
                        + sequence + " is refused");
            }
            if (sequence > before.next()) {
                throw new GapException(run, sequence, before.next());
            }
            try {
                log.append(line, isEnd);
            } catch (IOException e) {
                throw new UnavailableException(
                        "run " + run + ": entry " + sequence + " cannot be written to " + folder.toAbsolutePath() + " ("
                                + Disk.reason(e) + "): make room or mend the disk; it is tried again",
                        e);
            }
            return before.next() + 1;
        }
    }

    /** How far the destination was when it was last noted; 0 if that is not known. */
    public static long acknowledged(Path folder) {
        try {
            String text =
                    Files.readString(folder.resolve(ACKNOWLEDGED), US_ASCII).trim();
            return Math.max(0, Long.parseLong(text));
        } catch (IOException | NumberFormatException e) {
            return 0; // too little does no harm: the destination says how far it is
        }
    }

    public long acknowledged() {
        return acknowledged(folder);
    }

    /** Notes how far the destination is. */
    public void acknowledge(long next) throws IOException {
        synchronized (monitor) {
            if (!isClosed) {
                disk.replace(folder, ACKNOWLEDGED, (next + "\n").getBytes(US_ASCII), false);
            }
        }
    }

    /** Whether the run is not to be sent any more. */
    public static boolean isSetAside(Path folder) {
        return Files.exists(folder.resolve(SET_ASIDE));
    }

    /** Notes that the run is not to be sent any more. */
    public void setAside(byte[] why) throws IOException {
        synchronized (monitor) {
            if (!isClosed) {
                disk.replace(folder, SET_ASIDE, why, true);
            }
        }
    }

    /**
     * Puts a mended copy in the place of a damaged file.
     *
     * @param losses is told what is missing in it, before the damaged file is gone
     * @return false, and nothing done, if that is the start of the run
     */
    public boolean mend(Segment segment, Mending.Losses losses) throws IOException {
        synchronized (monitor) {
            return isClosed || log.mend(segment, losses);
        }
    }

    /** Whether somebody has deleted files that hold what was appended. */
    public boolean isGone() {
        return log.isGone();
    }

    public boolean isClosed() {
        synchronized (monitor) {
            return isClosed;
        }
    }

    /** Deletes the oldest file if all that it holds was acknowledged and it is not the last; the bytes that it had. */
    public long trim(long acknowledged) throws IOException {
        synchronized (monitor) {
            return isClosed ? 0 : log.trim(acknowledged);
        }
    }

    /** Deletes the log and lets it go, if nothing was appended beyond the end given; whether it is done. */
    public boolean delete(long end) {
        synchronized (monitor) {
            return log.extent().next() == end && delete();
        }
    }

    /** Deletes the log and lets it go, whatever is in it; false if it was let go before. */
    public boolean delete() {
        synchronized (monitor) {
            if (isClosed) {
                return false;
            }
            isClosed = true;
            try {
                try {
                    log.close();
                    space.add(-Removal.files(folder, disk));
                } finally {
                    runLock.close();
                }
                Removal.folder(folder);
            } catch (IOException e) {
                LOG.debug("{} cannot be deleted now: whoever takes it up next tries again", folder, e);
            }
            return true;
        }
    }

    /** Lets the log go as it is. A second call does nothing. */
    public void close() throws IOException {
        synchronized (monitor) {
            if (!isClosed) {
                isClosed = true;
                try {
                    log.close();
                } finally {
                    runLock.close();
                }
            }
        }
    }
}
