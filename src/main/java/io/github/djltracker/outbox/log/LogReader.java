package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one file from its beginning or from a known place, a piece at a time. Not thread-safe. */
public final class LogReader implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final RandomAccessFile file;
    private byte[] bytes = new byte[PIECE];
    /** The bytes from start to end were read from the file but not returned yet. */
    private int start;

    private int end;
    /** The position of the next line in the file. */
    private long position;

    private LogReader(RandomAccessFile file, long position) {
        this.file = file;
        this.position = position;
    }

    /** Opens a file at the beginning of one of its lines. */
    public static LogReader open(Path path, long position) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        file.seek(position);
        return new LogReader(file, position);
    }

    /** The position of the next line: after the line feed of the previous one. */
    public long position() {
        return position;
    }

    /** Goes past the next line; false if no whole line is left. */
    public boolean skip() throws IOException {
        int length = find();
        if (length >= 0) {
            advance(length);
        }
        return length >= 0;
    }

    /** The next line without its line feed; null if no whole line is left. */
    public byte @Nullable [] next() throws IOException {
        int length = find();
        if (length < 0) {
            return null;
        }
        byte[] line = Arrays.copyOfRange(bytes, start, start + length);
        advance(length);
        return line;
    }

    /** The bytes that remain after all complete lines: an incomplete line. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    private void advance(int length) {
        start += length + 1;
        position += length + 1L;
    }

    /** The length of the line at start, negative if the file ends before its line feed. */
    private int find() throws IOException {
        int length = 0;
        while (true) {
            for (; start + length < end; length++) {
                if (bytes[start + length] == Line.FEED) {
                    return length;
                }
            }
            if (!fill()) {
                return -1;
            }
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        int read = file.read(bytes, end, bytes.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
