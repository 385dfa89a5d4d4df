package io.github.djltracker.outbox.folder;

import java.time.Duration;

/**
 * Limits of size and time.
 *
 * @param maxBytes of all files of the outbox together
 * @param segmentBytes the size from which a file of a log is full
 * @param requestBytes of the lines of one request; a longer line is sent alone
 * @param requestLines maximum number of lines of one request
 * @param deadLetterAge the age from which dead letters are deleted, at least a day
 */
public record Bounds(long maxBytes, int segmentBytes, int requestBytes, int requestLines, Duration deadLetterAge) {
    /** The default age from which dead letters are deleted: 30 days. */
    public static final Duration DEAD_LETTER_AGE = Duration.ofDays(30);

    static final int SEGMENT_BYTES = 8 << 20;
    static final int REQUEST_BYTES = 1 << 20;
    static final int REQUEST_LINES = 500;

    public Bounds {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max bytes " + maxBytes + " of an outbox: it must be 1 or more");
        }
        if (deadLetterAge.compareTo(Duration.ofDays(1)) < 0 || deadLetterAge.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException(deadLetterAge + " for dead letters: from 1 to 36500 days is allowed");
        }
    }

    /** Deletes dead letters after 30 days. */
    public Bounds(long maxBytes, int segmentBytes, int requestBytes, int requestLines) {
        this(maxBytes, segmentBytes, requestBytes, requestLines, DEAD_LETTER_AGE);
    }

    public static Bounds of(long maxBytes) {
        return of(maxBytes, DEAD_LETTER_AGE);
    }

    public static Bounds of(long maxBytes, Duration deadLetterAge) {
        return new Bounds(maxBytes, SEGMENT_BYTES, REQUEST_BYTES, REQUEST_LINES, deadLetterAge);
    }
}
