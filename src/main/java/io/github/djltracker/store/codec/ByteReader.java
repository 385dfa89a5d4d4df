package io.github.djltracker.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what {@link ByteWriter} wrote; throws {@link CorruptException} if the bytes are invalid. Not thread-safe. */
final class ByteReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    /** Extra bytes after the end, because reading eight bytes at a time may go beyond it. */
    private static final int SLACK = 9;

    private final byte[] bytes;
    private final int end;
    private int at;

    private ByteReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    static ByteReader of(byte[] source) {
        return new ByteReader(Arrays.copyOf(source, source.length + SLACK), source.length);
    }

    /** A reader of bytes that end with a checksum, which is verified and then left out. */
    static ByteReader checked(byte[] source) {
        int length = source.length - 4;
        if (length < 0) {
            throw new CorruptException("only " + source.length + " bytes are there");
        }
        CRC32C crc = new CRC32C();
        crc.update(source, 0, length);
        int wanted = (int) INT.get(source, length);
        if ((int) crc.getValue() != wanted) {
            throw new CorruptException("the checksum of " + source.length + " bytes is wrong");
        }
        return new ByteReader(Arrays.copyOf(source, length + SLACK), length);
    }

    boolean isAtEnd() {
        return at == end;
    }

    int remaining() {
        return end - at;
    }

    void skip(int count) {
        need(count);
        at += count;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    long i64() {
        need(8);
        long value = (long) LONG.get(bytes, at);
        at += 8;
        return value;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptException("a varint is longer than ten bytes at " + at);
    }

    /** A varint that must be between two numbers. */
    int varint(int least, int most) {
        long value = varint();
        if (value < least || value > most) {
            throw new CorruptException("a number is " + value + " at " + at + ", not " + least + " to " + most);
        }
        return (int) value;
    }

    long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Fills the elements {@code from} to {@code to}, exclusive, with numbers of {@code width} bits each. */
    void bits(long[] into, int from, int to, int width) {
        int length = (int) (((long) (to - from) * width + 7) / 8);
        need(length);
        long bit = (long) at << 3;
        if (width == 0) {
            Arrays.fill(into, from, to, 0);
        } else if (width <= 56) {
            int unused = 64 - width;
            for (int i = from; i < to; i++, bit += width) {
                long word = (long) LONG.get(bytes, (int) (bit >>> 3));
                into[i] = word << (bit & 7) >>> unused;
            }
        } else {
            int unused = 64 - width;
            for (int i = from; i < to; i++, bit += width) {
                int place = (int) (bit >>> 3);
                int shift = (int) (bit & 7);
                long word = (long) LONG.get(bytes, place) << shift | (bytes[place + 8] & 0xff) >>> (8 - shift);
                into[i] = word >>> unused;
            }
        }
        at += length;
    }

    /** A reader of the next bytes only, which this reader skips. */
    ByteReader slice(int length) {
        need(length);
        ByteReader slice = new ByteReader(bytes, at + length);
        slice.at = at;
        at += length;
        return slice;
    }

    private void need(int count) {
        if (count < 0 || end - at < count) {
            throw new CorruptException("the bytes end at " + end + " where " + count + " more are required at " + at);
        }
    }
}
