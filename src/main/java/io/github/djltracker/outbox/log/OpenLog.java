package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that is being written: its files, the last of which grows. Calls that write come from one thread at a time;
 * {@link #extent()} may be called from any thread.
 */
public final class OpenLog {
    private final Path folder;
    private final long segmentBytes;
    private final Disk disk;
    private final Space space;
    private volatile Extent extent;
    private @Nullable LogTail tail;

    /**
     * Continues an existing log.
     *
     * @param segmentBytes the size from which a file is followed by another one
     */
    public OpenLog(Path folder, long segmentBytes, Disk disk, Space space, Recovery recovered) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.disk = disk;
        this.space = space;
        this.extent = recovered.extent();
        List<Segment> segments = extent.segments();
        if (!segments.isEmpty()) {
            tail = new LogTail(folder, segments.get(segments.size() - 1), recovered.good(), disk);
        }
    }

    public Extent extent() {
        return extent;
    }

    /** Appends the next line, with its line feed, which is on disk when the call returns. */
    public void append(byte[] line, boolean isEnd) throws IOException {
        Extent before = extent;
        extent = new Extent(write(before, line), before.next() + 1, isEnd);
        space.add(line.length);
    }

    private List<Segment> write(Extent before, byte[] line) throws IOException {
        LogTail last = tail;
        if (last != null && last.bytes() < segmentBytes) {
            last.append(line);
            return before.segments();
        }
        Segment fresh = Segment.of(folder, before.next());
        LogTail next = new LogTail(folder, fresh, 0, disk);
        try {
            next.append(line);
        } catch (IOException e) {
            next.close(); // it is not part of the log yet: the next line creates it again
            throw e;
        }
        tail = next;
        if (last != null) {
            last.closeQuietly(); // its contents are on disk
        }
        List<Segment> segments = new ArrayList<>(before.segments());
        segments.add(fresh);
        return segments;
    }

    /**
     * Replaces a damaged file by a repaired copy.
     *
     * @param losses called with what is missing in the copy, before the damaged file is replaced
     * @return false, without changes, if the start of the run is damaged
     */
    public boolean mend(Segment segment, Mending.Losses losses) throws IOException {
        Extent now = extent;
        if (!now.segments().contains(segment)) {
            return true;
        }
        boolean isLast = now.limit(segment) == now.next();
        if (isLast) {
            close();
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

    /**
     * Deletes the oldest file if all its entries were acknowledged and it is not the last. Returns its size in bytes.
     */
    public long trim(long acknowledged) throws IOException {
        Extent before = extent;
        if (before.segments().size() < 2 || before.segments().get(1).first() > acknowledged) {
            return 0;
        }
        Segment oldest = before.segments().get(0);
        long bytes = oldest.bytes();
        extent = new Extent(before.segments().subList(1, before.segments().size()), before.next(), before.isEnded());
        disk.delete(oldest.file());
        space.add(-bytes);
        return bytes;
    }

    /** Whether files that contain appended entries have been deleted from outside. */
    public boolean isGone() {
        return !extent.segments().stream().allMatch(segment -> Files.exists(segment.file()));
    }

    public void close() throws IOException {
        LogTail last = tail;
        if (last != null) {
            last.close();
        }
    }
}
