package io.github.djltracker.outbox.log;

import io.github.djltracker.domain.run.RunEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a log that was not closed, for example because its process ended in the middle of a line.
 *
 * @param good number of bytes of the last file that are complete lines; the rest has no line feed, and is cut off
 * @param torn number of bytes of the rest
 */
public record Recovery(Extent extent, long good, long torn) {
    /** Every line is longer than this number of bytes. */
    private static final int SHORTEST = 24;

    /** Reads the last file of a run's folder; changes nothing. */
    public static Recovery of(Path folder) throws IOException {
        List<Segment> segments = Segment.list(folder);
        if (segments.isEmpty()) {
            return new Recovery(new Extent(segments, 0, false), 0, 0);
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
        RunEntry entry = count == 0 ? null : entryAt(last, lastLine, bytes);
        long next = last.first() + count;
        if (entry != null) {
            // the last line may show that lines before it are missing; this is handled when they are read
            next = Math.max(next, entry.sequence() + 1);
        } else if (count > 0) {
            next = next(last, bytes);
        }
        return new Recovery(new Extent(segments, next, Line.isEnd(entry)), good, bytes - good);
    }

    /** The number after a file whose last line cannot be read, counted from the last line that can be read. */
    private static long next(Segment segment, long bytes) throws IOException {
        long next = segment.first();
        try (LogReader reader = LogReader.open(segment.file(), 0)) {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                RunEntry entry = entry(line, segment, bytes);
                next = 1 + (entry == null ? next : Math.max(next, entry.sequence()));
            }
        }
        return next;
    }

    /** Cuts off the incomplete last line. */
    public void cut(Disk disk) throws IOException {
        List<Segment> segments = extent.segments();
        Path last = segments.get(segments.size() - 1).file();
        try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
            file.setLength(good);
            disk.force(file);
        }
    }

    private static @Nullable RunEntry entryAt(Segment segment, long position, long bytes) throws IOException {
        try (LogReader reader = LogReader.open(segment.file(), position)) {
            byte[] line = reader.next();
            return line == null ? null : entry(line, segment, bytes);
        }
    }

    /** The entry; null if the line is not an entry, or has an impossible number. */
    private static @Nullable RunEntry entry(byte[] line, Segment segment, long bytes) {
        RunEntry entry = Line.read(line);
        boolean isPossible = entry != null
                && entry.sequence() >= segment.first()
                && entry.sequence() <= segment.first() + bytes / SHORTEST;
        return isPossible ? entry : null;
    }
}
