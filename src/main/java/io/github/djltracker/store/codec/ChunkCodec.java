package io.github.djltracker.store.codec;

import java.util.Arrays;

/**
 * Encodes and decodes the body of a chunk: a version, the number of points, their columns, the entries they came in,
 * and a checksum. {@code chunk-format.md} specifies it byte for byte. Not thread-safe.
 */
public final class ChunkCodec {
    /** The only version so far, the first byte of each body. */
    static final int VERSION = 1;
    /** Target size of a body in bytes: one body fits into a page of SQLite, and two fit into a page of PostgreSQL. */
    public static final int PAGE = 4_020;
    /** Maximum number of points of a chunk that is written: buckets of a curve rarely have fewer. */
    public static final int MAX_POINTS = 1_000;
    /** Maximum number of points of a chunk that is read. */
    static final int READ_POINTS = 65_536;

    private final ColumnCodec columns = new ColumnCodec();
    private final ByteWriter out = new ByteWriter(PAGE + 512);

    /** Encodes the points {@code from} to {@code to}, exclusive. */
    byte[] encode(Points points, int from, int to) {
        out.clear();
        out.u8(VERSION);
        out.varint(to - from);
        columns.write(out, points, from, to);
        entries(points.entries(), from, to);
        out.checksum();
        return out.toBytes();
    }

    /** Groups of consecutive entries: the difference to the one before, the number of points, the number of entries. */
    private void entries(long[] entries, int from, int to) {
        long before = 0;
        int i = from;
        while (i < to) {
            long rise = entries[i] - before;
            int length = length(entries, i, to);
            int groups = 0;
            do {
                before = entries[i];
                i += length;
                groups++;
            } while (i < to && entries[i] - before == rise && length(entries, i, to) == length);
            out.varint(rise);
            out.varint(length);
            out.varint(groups);
        }
    }

    private static int length(long[] entries, int from, int to) {
        int i = from;
        while (i < to && entries[i] == entries[from]) {
            i++;
        }
        return i - from;
    }

    /** A body and the number of its points. */
    @SuppressWarnings("ArrayRecordComponent") // passed to the database, never compared
    public record Page(byte[] body, int count) {}

    /** Encodes as many points, starting at {@code from}, as fit into a page. */
    public Page fill(Points points, int from) {
        int count = Math.min(points.count() - from, MAX_POINTS);
        byte[] body = encode(points, from, from + count);
        while (body.length > PAGE && count > 1) {
            // in proportion, rounded down: the last attempt shows how densely the points are encoded
            int fitting = (int) ((long) count * PAGE / body.length);
            count = Math.max(1, Math.min(fitting, count - 1));
            body = encode(points, from, from + count);
        }
        return new Page(body, count);
    }

    /** Appends the points of a body. If it is invalid, throws {@link CorruptException} and leaves them undefined. */
    public void decode(byte[] body, Points into) {
        ByteReader in = ByteReader.checked(body);
        int version = in.u8();
        if (version != VERSION) {
            throw new CorruptException("the version of a chunk is " + version + ", not " + VERSION);
        }
        int count = in.varint(1, READ_POINTS);
        int i = into.count();
        columns.read(in, into, count);
        readEntries(in, into.entries(), i, into.count());
        if (!in.isAtEnd()) {
            throw new CorruptException("a chunk has " + in.remaining() + " extra bytes after its points");
        }
    }

    private static void readEntries(ByteReader in, long[] entries, int from, int to) {
        long entry = 0;
        int i = from;
        while (i < to) {
            long rise = in.varint();
            int length = in.varint(1, to - i);
            int groups = in.varint(1, (to - i) / length);
            while (groups-- > 0) {
                entry += rise;
                Arrays.fill(entries, i, i + length, entry);
                i += length;
            }
        }
    }
}
