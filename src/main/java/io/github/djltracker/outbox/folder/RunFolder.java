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
 * The log of one run on disk, locked by this process. Thread-safe: the run's recorder appends while the courier reads
 * what is in the {@link Extent}.
 */
public final class RunFolder {
    static final String LOCK = "lock";
    static final String ACKNOWLEDGED = "acknowledged";
    /** Exists if the run is not sent any more: has the reason, and the first entry that is not sent. */
    public static final String SET_ASIDE = "dead.json";

    /** The result of {@link #append} once the folder is closed or deleted. */
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
     * Locks a run's folder, which must exist.
     *
     * @return null if another process has locked it, or it does not exist any more
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
            lock = null; // from now on, it is closed with the folder
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
     * @return the next expected sequence number, or {@link #GONE}
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
                        + sequence + " is rejected");
            }
            if (sequence > before.next()) {
                throw new GapException(run, sequence, before.next());
            }
            try {
                log.append(line, isEnd);
            } catch (IOException e) {
                throw new UnavailableException(
                        "run " + run + ": entry " + sequence + " cannot be written to " + folder.toAbsolutePath() + " ("
                                + Disk.reason(e) + "): free space or repair the disk; retrying",
                        e);
            }
            return before.next() + 1;
        }
    }

    /** The acknowledged position when it was last written; 0 if unknown. */
    public static long acknowledged(Path folder) {
        try {
            String text =
                    Files.readString(folder.resolve(ACKNOWLEDGED), US_ASCII).trim();
            return Math.max(0, Long.parseLong(text));
        } catch (IOException | NumberFormatException e) {
            return 0; // a position that is too low does no harm: the destination reports its own
        }
    }

    public long acknowledged() {
        return acknowledged(folder);
    }

    /** Writes the acknowledged position. */
    public void acknowledge(long next) throws IOException {
        synchronized (monitor) {
            if (!isClosed) {
                disk.replace(folder, ACKNOWLEDGED, (next + "\n").getBytes(US_ASCII), false);
            }
        }
    }

    /** Whether the run is not sent any more. */
    public static boolean isSetAside(Path folder) {
        return Files.exists(folder.resolve(SET_ASIDE));
    }

    /** Marks the run as not sent any more. */
    public void setAside(byte[] why) throws IOException {
        synchronized (monitor) {
            if (!isClosed) {
                disk.replace(folder, SET_ASIDE, why, true);
            }
        }
    }

    /**
     * Replaces a damaged file by a repaired copy.
     *
     * @param losses called with what is missing in the copy, before the damaged file is deleted
     * @return false, without changes, if the start of the run is damaged
     */
    public boolean mend(Segment segment, Mending.Losses losses) throws IOException {
        synchronized (monitor) {
            return isClosed || log.mend(segment, losses);
        }
    }

    /** Whether files that contain appended entries have been deleted from outside. */
    public boolean isGone() {
        return log.isGone();
    }

    public boolean isClosed() {
        synchronized (monitor) {
            return isClosed;
        }
    }

    /**
     * Deletes the oldest file if all its entries were acknowledged and it is not the last. Returns its size in bytes.
     */
    public long trim(long acknowledged) throws IOException {
        synchronized (monitor) {
            return isClosed ? 0 : log.trim(acknowledged);
        }
    }

    /** Deletes and unlocks the log, if nothing was appended after this position. Returns whether it did. */
    public boolean delete(long end) {
        synchronized (monitor) {
            return log.extent().next() == end && delete();
        }
    }

    /** Deletes and unlocks the log, whatever it contains; false if it was unlocked before. */
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
                LOG.debug("{} cannot be deleted now: the next process that locks it will try again", folder, e);
            }
            return true;
        }
    }

    /** Unlocks the log. A second call does nothing. */
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
