package io.github.djltracker.exchange.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The number of points of a run, and a CRC-32C over them in their order: Parquet itself does not notice a damaged page.
 * Not thread-safe.
 */
final class PointChecksum {
    private static final int POINT = 2 * Integer.BYTES + 3 * Long.BYTES;
    private static final int POINTS = 1_000;

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(POINTS * POINT);
    private long count;

    /** The checksum of a text. */
    static String of(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return Long.toHexString(crc.getValue());
    }

    void add(String name, @Nullable String phase, long step, long millis, double value) {
        if (!buffer.hasRemaining()) {
            drain();
        }
        count++;
        // hash codes of strings are the same in every Java: the documentation of String specifies them
        buffer.putInt(name.hashCode()).putInt(phase == null ? 0 : ~phase.hashCode());
        buffer.putLong(step).putLong(millis).putLong(Double.doubleToLongBits(value));
    }

    private void drain() {
        crc.update(buffer.flip());
        buffer.clear();
    }

    /** The number and checksum of everything that was added. */
    @Override
    public String toString() {
        drain();
        return count + " " + Long.toHexString(crc.getValue());
    }
}
