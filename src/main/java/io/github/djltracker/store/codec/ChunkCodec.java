package io.github.djltracker.store.codec;

import java.util.Arrays;

/**
 * The body of a chunk: a version, the number of points, their columns, the entries they came in, and a checksum. {@code
 * chunk-format.md} specifies it byte for byte. Not thread-safe.
 */
public final class ChunkCodec {
    /** The only version so far, the first byte of each body. */
    static final int VERSION = 1;
    /** Bytes that a body should not exceed, so that it lies in one page of SQLite, and two in one of PostgreSQL. */
    public static final int PAGE = 4_020;
    /** Most points of a chunk that is written: a curve's bucket is seldom finer. */
    public static final int MAX_POINTS = 1_000;
    /** Most points of a chunk that is read. */
    static final int READ_POINTS = 65_536;

    private final ColumnCodec columns = new ColumnCodec();
    private final ByteWriter out = new ByteWriter(PAGE + 512);

    /** The body of the points {@code from} to {@code to}. */
    byte[] encode(Points points, int from, int to) {
        out.clear();
        out.u8(VERSION);
        out.varint(to - from);
        columns.write(out, points, from, to);
        entries(points.entries(), from, to);
        out.checksum();
        return out.toBytes();
    }

    /** Runs of equal groups: how much higher the next entry is, how many points it has, how many such entries follow. */
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

    /** A body, and how many points are in it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the database, never compared
    public record Page(byte[] body, int count) {}

    /** As many points from {@code from} on as fit into a page. */
    public Page fill(Points points, int from) {
        int count = Math.min(points.count() - from, MAX_POINTS);
        byte[] body = encode(points, from, from + count);
        while (body.length > PAGE && count > 1) {
            // a little less than in proportion: the first tries tell how dense the points are
            int fitting = (int) ((long) count * PAGE / body.length);
            count = Math.max(1, Math.min(fitting, count - 1));
            body = encode(points, from, from + count);
        }
        return new Page(body, count);
    }

    /** Appends the points of a body; throws {@link CorruptException} and leaves them undefined if it is none. */
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
