package io.github.djltracker.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame around each record of an event file: its length, a checksum of the length, its bytes, and a checksum of
 * the bytes, all in little-endian order. The format is <a
 * href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>.
 */
final class Framing {
    /** Number of bytes before those of a record. */
    static final int HEADER = Long.BYTES + Integer.BYTES;
    /** Number of bytes after them. */
    static final int FOOTER = Integer.BYTES;

    private static final int MASK = 0xa282ead8;

    private Framing() {}

    static byte[] framed(byte[] record) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + record.length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(record.length);
        frame.putInt(masked(frame.array(), 0, Long.BYTES));
        frame.put(record);
        frame.putInt(masked(record, 0, record.length));
        return frame.array();
    }

    /** The CRC32C, masked as the format requires, so that data may contain checksums itself. */
    static int masked(byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, count);
        int value = (int) crc.getValue();
        return ((value >>> 15) | (value << 17)) + MASK;
    }
}
