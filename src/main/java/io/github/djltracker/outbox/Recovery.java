package io.github.djltracker.outbox;

import io.github.djltracker.domain.RunEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds that was left as it was, by a process that ended in the middle of a line, say.
 *
 * @param good so many bytes of the last file are whole lines; the rest is to be cut off
 * @param torn so many bytes are the rest
 * @param isDamaged whether the rest has a line feed, and so is more than a line that was not finished
 */
record Recovery(Extent extent, long good, long torn, boolean isDamaged) {
    /** The shortest line of all is longer. */
    private static final int SHORTEST = 24;

    /** Reads the last file of a run's folder; changes nothing. */
    static Recovery of(Path folder) throws IOException {
        List<Segment> segments = Segment.list(folder);
        if (segments.isEmpty()) {
            return new Recovery(new Extent(segments, 0, false), 0, 0, false);
        }
        Segment last = segments.get(segments.size() - 1);
        long count = 0;
        long lastLine = 0;
        long good = 0;
        try (LogReader reader = LogReader.open(last.file(), 0)) {
            while (reader.skip()) {
                count++;
                lastLine = good;
                good = reader.position();
            }
        }
        long bytes = last.bytes();
        RunEntry entry = count == 0 ? null : entry(last, lastLine);
        if (count > 0 && !isPossible(entry, last, bytes)) {
            // only the last line may be torn, each being forced before the next is written
            Extent before = new Extent(segments, last.first() + count - 1, false);
            return new Recovery(before, lastLine, bytes - lastLine, true);
        }
        // where the last line says so, lines before it are missing: that is found out when they are read
        long next = entry == null ? last.first() : Math.max(entry.sequence() + 1, last.first() + count);
        return new Recovery(new Extent(segments, next, Line.isEnd(entry)), good, bytes - good, false);
    }

    /** Cuts the rest off. */
    void cut(Disk disk) throws IOException {
        List<Segment> segments = extent.segments();
        Path last = segments.get(segments.size() - 1).file();
        try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
            file.setLength(good);
            disk.force(file);
        }
    }

    private static @Nullable RunEntry entry(Segment segment, long position) throws IOException {
        try (LogReader reader = LogReader.open(segment.file(), position)) {
            byte[] line = reader.next();
            return line == null ? null : Line.read(line);
        }
    }

    private static boolean isPossible(@Nullable RunEntry entry, Segment segment, long bytes) {
        return entry != null
                && entry.sequence() >= segment.first()
                && entry.sequence() <= segment.first() + bytes / SHORTEST;
    }
}
