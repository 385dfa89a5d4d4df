package io.github.djltracker.outbox.log;

import io.github.djltracker.domain.run.RunEntry;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies a damaged file of a log so that each line is an entry again, numbered without gaps: the lines that can be read
 * stay byte for byte, and empty batches take the places of the others.
 */
public final class Mending {
    /** Maximum number of unreadable bytes that are kept for one hole. */
    private static final int MAX_KEPT = 1 << 20;

    private final Segment segment;
    private final long limit;
    private final List<Hole> holes = new ArrayList<>();
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private long next;

    /**
     * Consecutive entries that are lost.
     *
     * @param first number of the first
     * @param count how many
     * @param bytes what was found in their place, as far as it is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    public record Hole(long first, long count, byte[] bytes) {}

    /** Records what was lost. */
    public interface Losses {
        void add(Hole hole) throws IOException;
    }

    private Mending(Segment segment, long limit) {
        this.segment = segment;
        this.limit = limit;
        this.next = segment.first();
    }

    /**
     * Writes a repaired copy, and forces it to disk.
     *
     * @param limit the number that follows the file's last entry
     * @param copy the file to write
     * @return what is missing; null, without a copy, if the start of the run is missing, which nothing can replace
     */
    public static @Nullable List<Hole> copy(Segment segment, long limit, Path copy) throws IOException {
        Mending mending = new Mending(segment, limit);
        try (FileOutputStream file = new FileOutputStream(copy.toFile());
                OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            mending.write(out);
            out.flush();
            file.getFD().sync();
        }
        if (segment.first() == 0
                && !mending.holes.isEmpty()
                && mending.holes.get(0).first() == 0) {
            Files.delete(copy);
            return null;
        }
        return mending.holes;
    }

    private boolean isStartLost() {
        return !holes.isEmpty() && holes.get(0).first() == 0;
    }

    private void write(OutputStream out) throws IOException {
        try (LogReader reader = LogReader.open(segment.file(), 0)) {
            for (byte[] line = reader.next(); line != null && !isStartLost(); line = reader.next()) {
                RunEntry entry = Line.read(line);
                if (entry != null && entry.sequence() >= next && entry.sequence() < limit) {
                    fill(out, entry.sequence());
                    out.write(line);
                    out.write(Line.FEED);
                    next++;
                } else {
                    keep(line);
                }
            }
            keep(reader.rest());
        }
        fill(out, limit);
    }

    private void keep(byte[] bytes) {
        if (bytes.length > 0 && unread.size() + bytes.length < MAX_KEPT) {
            unread.writeBytes(bytes);
            unread.write(Line.FEED);
        }
    }

    private void fill(OutputStream out, long until) throws IOException {
        if (next < until) {
            holes.add(new Hole(next, until - next, unread.toByteArray()));
            unread.reset();
        }
        for (; next < until && !isStartLost(); next++) {
            out.write(Line.empty(next));
            out.write(Line.FEED);
        }
    }
}
