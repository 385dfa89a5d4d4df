package io.github.djltracker.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A growing buffer of bytes; integers are big-endian. Not thread-safe. */
final class ByteWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private byte[] bytes;
    private int size;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void i64(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    /** Seven bits per byte, lowest first; the high bit is set in all bytes except the last. */
    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A varint in which small negative numbers are short, too: 0, -1, 1, -2 become 0, 1, 2, 3. */
    void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    /** The lowest {@code width} bits of each value, most significant bit first; the last byte is padded with zeros. */
    void bits(long[] values, int from, int to, int width) {
        reserve(Math.toIntExact(((long) (to - from) * width + 7) / 8 + 8));
        long gathered = 0;
        int free = 64;
        for (int i = from; i < to; i++) {
            long value = values[i];
            if (width <= free) {
                free -= width;
                // Java treats a shift by 64 as a shift by 0
                gathered |= width == 0 ? 0 : value << free;
                if (free == 0) {
                    LONG.set(bytes, size, gathered);
                    size += 8;
                    gathered = 0;
                    free = 64;
                }
            } else {
                int over = width - free;
                LONG.set(bytes, size, gathered | value >>> over);
                size += 8;
                free = 64 - over;
                gathered = value << free;
            }
        }
        LONG.set(bytes, size, gathered);
        size += (64 - free + 7) / 8;
    }

    void bytes(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    void bytes(ByteWriter source) {
        reserve(source.size);
        System.arraycopy(source.bytes, 0, bytes, size, source.size);
        size += source.size;
    }

    /** Four bytes: the CRC-32C of all bytes before them. */
    void checksum() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        int value = (int) crc.getValue();
        u8(value >>> 24);
        u8(value >>> 16);
        u8(value >>> 8);
        u8(value);
    }

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
