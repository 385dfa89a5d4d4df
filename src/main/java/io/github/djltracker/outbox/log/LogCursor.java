package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a log piece by piece, and remembers where it was. Confined to the courier. */
public final class LogCursor {
    private @Nullable Segment segment;
    private long sequence;
    private long position;

    /**
     * Lines from an entry on, all from one file.
     *
     * @param from must be on disk
     * @param bytes maximum number of bytes, including line feeds, but at least one line is returned
     * @param most maximum number of lines
     * @return empty if the first line is damaged
     */
    public List<byte[]> read(Extent extent, long from, int bytes, int most) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        Segment file = extent.segment(from);
        long limit = Math.min(extent.limit(file), from + most);
        try (LogReader reader = seek(file, from)) {
            long room = bytes;
            for (long at = from; at < limit && reader != null; at++) {
                byte[] line = reader.next();
                if (line == null || !Line.isEntry(line, at)) {
                    break;
                }
                room -= line.length + 1;
                if (room < 0 && !lines.isEmpty()) {
                    break;
                }
                lines.add(line);
            }
        }
        return lines;
    }

    /** The bytes of one entry, damaged or not; empty if it is missing. */
    public byte[] line(Extent extent, long at) throws IOException {
        try (LogReader reader = seek(extent.segment(at), at)) {
            byte[] line = reader == null ? null : reader.next();
            return line == null ? new byte[0] : line;
        }
    }

    /** Forgets where it was: the files have changed. */
    public void reset() {
        segment = null;
    }

    /** A reader before an entry; null if its file has too few lines. */
    private @Nullable LogReader seek(Segment file, long from) throws IOException {
        if (!file.equals(segment) || sequence > from) {
            segment = file;
            sequence = file.first();
            position = 0;
        }
        LogReader reader = LogReader.open(file.file(), position);
        boolean isThere = false;
        try {
            while (sequence < from && reader.skip()) {
                sequence++;
                position = reader.position();
            }
            isThere = sequence == from;
            return isThere ? reader : null;
        } finally {
            if (!isThere) {
                reader.close();
            }
        }
    }
}
