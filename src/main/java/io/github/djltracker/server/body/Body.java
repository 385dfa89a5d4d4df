package io.github.djltracker.server.body;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The body of a request, in memory as received. Filled by one thread after another, then read by one. */
public final class Body {
    private static final int BLOCK = 8 << 10;

    private final BodyMemory.Share share;
    private final List<byte[]> blocks = new ArrayList<>();
    private long length;

    Body(BodyMemory.Share share) {
        this.share = share;
    }

    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int at = (int) (length % BLOCK);
            if (at == 0) {
                share.take(BLOCK);
                blocks.add(new byte[BLOCK]);
            }
            int count = Math.min(BLOCK - at, bytes.remaining());
            bytes.get(blocks.get(blocks.size() - 1), at, count);
            length += count;
        }
    }

    public long length() {
        return length;
    }

    InputStream stream() {
        return new Blocks();
    }

    private final class Blocks extends InputStream {
        private long position;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (count == 0) {
                return 0;
            }
            if (position == length) {
                return -1;
            }
            int at = (int) (position % BLOCK);
            int most = (int) Math.min(Math.min(count, BLOCK - at), length - position);
            System.arraycopy(blocks.get((int) (position / BLOCK)), at, into, offset, most);
            position += most;
            return most;
        }

        @Override
        public int available() {
            // GZIPInputStream looks for another member if more is available
            return (int) Math.min(Integer.MAX_VALUE, length - position);
        }
    }
}
