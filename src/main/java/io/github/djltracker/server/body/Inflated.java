package io.github.djltracker.server.body;

import io.github.djltracker.server.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The decompressed bytes of a body, up to a limit. Not thread-safe. */
public final class Inflated extends InputStream {
    private final InputStream source;
    private final long most;
    private long count;

    private Inflated(InputStream source, long most) {
        this.source = source;
        this.most = most;
    }

    /**
     * Begins to read.
     *
     * @param encoding the Content-Encoding, null if there is none
     */
    public static Inflated of(Body body, @Nullable String encoding, long most) {
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return new Inflated(body.stream(), most);
        }
        if (!encoding.strip().equalsIgnoreCase("gzip")) {
            throw Refusal.status(415, "the only supported encoding of a body is gzip")
                    .with("Accept-Encoding", "gzip");
        }
        try {
            return new Inflated(new GZIPInputStream(body.stream(), 8 << 10), most);
        } catch (IOException e) {
            throw noGzip(e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int read;
        try {
            read = source.read(into, offset, length);
        } catch (IOException e) {
            throw noGzip(e);
        }
        if (read > 0) {
            count += read;
            if (count > most) {
                throw Refusal.tooLarge("the body is larger than " + most + " bytes when decompressed");
            }
        }
        return read;
    }

    private static Refusal noGzip(IOException e) {
        String message = e.getMessage();
        // not a permanent error: a body that was damaged in transit may arrive intact next time
        return Refusal.status(400, "the gzip body is incomplete" + (message == null ? "" : ": " + message));
    }
}
