package io.github.djltracker.tensorboard;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a file one after the other, in bounded memory. A record with damaged bytes is skipped; after a
 * damaged length the rest of the file cannot be read. Not thread-safe.
 */
final class EventReader implements Closeable {
    /** Larger records are skipped: 64 MiB, far more than a record of scalars has. */
    static final int MAX_RECORD = 64 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private long position;
    private boolean isTorn;
    private @Nullable String damage;
    private long damagedRecords;
    private byte @Nullable [] record;

    private EventReader(InputStream in) {
        this.in = in;
    }

    static EventReader open(Path file) throws IOException {
        return new EventReader(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    /** The next event; null at the end of the file, or if the rest cannot be read. */
    @Nullable
    Message next() throws IOException {
        while (true) {
            byte[] header = in.readNBytes(Framing.HEADER);
            if (header.length < Framing.HEADER) {
                isTorn = header.length > 0;
                return null;
            }
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            long length = fields.getLong();
            if (fields.getInt() != Framing.masked(header, 0, Long.BYTES) || length < 0) {
                damage = "the length of the record at byte " + position
                        + " is damaged: the rest of the file is left out";
                return null;
            }
            if (length > MAX_RECORD) {
                if (!skip(length + Framing.FOOTER)) {
                    isTorn = true;
                    return null;
                }
                damaged("has " + length + " bytes, but at most " + MAX_RECORD);
                position += Framing.HEADER + length + Framing.FOOTER;
                continue;
            }
            byte[] bytes = in.readNBytes((int) length);
            byte[] footer = in.readNBytes(Framing.FOOTER);
            if (bytes.length < length || footer.length < Framing.FOOTER) {
                isTorn = true;
                return null;
            }
            long begin = position;
            int crc = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (crc != Framing.masked(bytes, 0, bytes.length)) {
                damaged("at byte " + begin + " is damaged");
                position += Framing.HEADER + length + Framing.FOOTER;
                continue;
            }
            position += Framing.HEADER + length + Framing.FOOTER;
            try {
                Message event = Message.read(bytes);
                record = bytes;
                return event;
            } catch (IllegalArgumentException e) {
                damaged("at byte " + begin + " is not an event: " + e.getMessage());
            }
        }
    }

    private boolean skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private void damaged(String how) {
        damagedRecords++;
        if (damage == null) {
            damage = "the record " + how + " and is left out";
        }
    }

    /** The bytes of the event that was read last. */
    byte[] record() {
        if (record == null) {
            throw new IllegalStateException("no event has been read");
        }
        return record;
    }

    /** The offset after the last complete record, in bytes. */
    long position() {
        return position;
    }

    /** Whether the file ends within a record, as it may while it is being written. */
    boolean isTorn() {
        return isTorn;
    }

    /** The first damage that was found; null if there is none. */
    @Nullable
    String damage() {
        return damage;
    }

    /** The number of skipped records. */
    long damagedRecords() {
        return damagedRecords;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
