package io.github.djltracker.outbox.folder;

/**
 * Size limits.
 *
 * @param maxBytes of all files of the outbox together
 * @param segmentBytes the size from which a file of a log is full
 * @param requestBytes of the lines of one request; a longer line is sent alone
 * @param requestLines maximum number of lines of one request
 */
public record Bounds(long maxBytes, int segmentBytes, int requestBytes, int requestLines) {
    static final int SEGMENT_BYTES = 8 << 20;
    static final int REQUEST_BYTES = 1 << 20;
    static final int REQUEST_LINES = 500;

    public Bounds {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max bytes " + maxBytes + " of an outbox: it must be 1 or more");
        }
    }

    public static Bounds of(long maxBytes) {
        return new Bounds(maxBytes, SEGMENT_BYTES, REQUEST_BYTES, REQUEST_LINES);
    }
}
