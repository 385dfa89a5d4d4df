package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.LogTail;
import io.github.djltracker.outbox.log.Mending;
import io.github.djltracker.outbox.log.Recovery;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
    private final Bounds bounds;
    private final Disk disk;
    private final Space space;
    private final RunLock runLock;

    private volatile Extent extent;

    private final Object monitor = new Object();
    // guarded by monitor
    private @Nullable LogTail tail;
    private boolean isClosed;

    private RunFolder(
            UUID run, Path folder, Bounds bounds, Disk disk, Space space, RunLock runLock, Recovery recovered) {
        this.run = run;
        this.folder = folder;
        this.bounds = bounds;
        this.disk = disk;
        this.space = space;
        this.runLock = runLock;
        this.extent = recovered.extent();
        List<Segment> segments = extent.segments();
        if (!segments.isEmpty()) {
            tail = new LogTail(folder, segments.get(segments.size() - 1), recovered.good(), disk);
        }
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
        return extent;
    }

    /**
     * Appends a line, which is on disk when the call returns.
     *
     * @param line with its line feed
     * @return the number wanted next, or {@link #GONE}
     */
    public long append(long sequence, byte[] line, boolean isEnd) {
        synchronized (monitor) {
            Extent before = extent;
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
                List<Segment> segments = write(before, line);
                extent = new Extent(segments, before.next() + 1, isEnd);
            } catch (IOException e) {
                throw new UnavailableException(
                        "run " + run + ": entry " + sequence + " cannot be written to " + folder.toAbsolutePath() + " ("
                                + Disk.reason(e) + "): make room or mend the disk; it is tried again",
                        e);
            }
            space.add(line.length);
            return before.next() + 1;
        }
    }

    private List<Segment> write(Extent before, byte[] line) throws IOException {
        LogTail last = tail;
        if (last != null && last.bytes() < bounds.segmentBytes()) {
            last.append(line);
            return before.segments();
        }
        Segment fresh = Segment.of(folder, before.next());
        LogTail next = new LogTail(folder, fresh, 0, disk);
        try {
            next.append(line);
        } catch (IOException e) {
            next.close(); // it is not part of the log yet: the next line makes it anew
            throw e;
        }
        tail = next;
        if (last != null) {
            last.closeQuietly(); // all that is in it is on disk
        }
        List<Segment> segments = new ArrayList<>(before.segments());
        segments.add(fresh);
        return segments;
    }

    private void closeTail() throws IOException {
        LogTail last = tail;
        if (last != null) {
            last.close();
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
            Extent now = extent;
            if (isClosed || !now.segments().contains(segment)) {
                return true;
            }
            boolean isLast = now.limit(segment) == now.next();
            if (isLast) {
                closeTail();
            }
            Path copy = folder.resolve(segment.file().getFileName() + ".new");
            long before = segment.bytes();
            List<Mending.Hole> holes = Mending.copy(segment, now.limit(segment), copy);
            if (holes != null) {
                for (Mending.Hole hole : holes) {
                    losses.add(hole);
                }
                Files.move(copy, segment.file(), StandardCopyOption.ATOMIC_MOVE);
                disk.forceFolder(folder);
                long after = segment.bytes();
                space.add(after - before);
                if (isLast) {
                    tail = new LogTail(folder, segment, after, disk);
                }
            }
            return holes != null;
        }
    }

    /** Whether somebody has deleted files that hold what was appended. */
    public boolean isGone() {
        return !extent.segments().stream().allMatch(segment -> Files.exists(segment.file()));
    }

    public boolean isClosed() {
        synchronized (monitor) {
            return isClosed;
        }
    }

    /** Deletes the oldest file if all that it holds was acknowledged and it is not the last; the bytes that it had. */
    public long trim(long acknowledged) throws IOException {
        synchronized (monitor) {
            Extent before = extent;
            if (isClosed
                    || before.segments().size() < 2
                    || before.segments().get(1).first() > acknowledged) {
                return 0;
            }
            Segment oldest = before.segments().get(0);
            long bytes = oldest.bytes();
            extent =
                    new Extent(before.segments().subList(1, before.segments().size()), before.next(), before.isEnded());
            disk.delete(oldest.file());
            space.add(-bytes);
            return bytes;
        }
    }

    /** Deletes the log and lets it go, if nothing was appended beyond the end given; whether it is done. */
    public boolean delete(long end) {
        synchronized (monitor) {
            return extent.next() == end && delete();
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
                    closeTail();
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
                    closeTail();
                } finally {
                    runLock.close();
                }
            }
        }
    }
}
