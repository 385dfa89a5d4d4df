package io.github.djltracker.exchange.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a file, which end in a line feed, gzipped or not. Holds one at a time. Not thread-safe. */
final class LineReader implements Closeable {
    /** 64 MiB: an entry has 10,000 points at most, and the modules of a model. */
    static final int MAX_LINE = 64 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number;

    private LineReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static LineReader open(Path file) throws IOException {
        return new LineReader(file, PackedFile.open(file));
    }

    /**
     * The next line without its line feed; null at the end.
     *
     * @throws IllegalArgumentException if the last line has no line feed, or one has too many bytes
     */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, read());
                if (to == 0) {
                    if (line.size() > 0) {
                        throw new IllegalArgumentException(file + ", line " + (number + 1)
                                + ": ends without a line feed, so the file is incomplete; nothing was imported");
                    }
                    return null;
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, end - from);
            if (line.size() > MAX_LINE) {
                throw new IllegalArgumentException(file + ", line " + (number + 1) + ": has more than " + MAX_LINE
                        + " bytes, which is too long for an entry; nothing was imported");
            }
            from = end;
            if (end < to) {
                from++;
                number++;
                return line.toByteArray();
            }
        }
    }

    private int read() throws IOException {
        try {
            return in.read(buffer);
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    file + ", line " + (number + 1) + ": the gzip data is incomplete (" + e.getMessage()
                            + "); nothing was imported",
                    e);
        }
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
