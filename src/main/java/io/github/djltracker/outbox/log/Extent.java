package io.github.djltracker.outbox.log;

import java.util.List;

/**
 * The contents of a log at one point in time, all forced to disk.
 *
 * @param segments in order; empty if nothing was appended yet
 * @param next the sequence number of the next expected entry
 * @param isEnded whether its last entry is the end of the run
 */
public record Extent(List<Segment> segments, long next, boolean isEnded) {
    public Extent {
        segments = List.copyOf(segments);
    }

    /** Number of the first entry that is still on disk. */
    public long first() {
        return segments.isEmpty() ? next : segments.get(0).first();
    }

    /** The segment with this entry, which must be from {@link #first} to before {@link #next}. */
    public Segment segment(long sequence) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).first() <= sequence) {
                return segments.get(i);
            }
        }
        throw new IllegalArgumentException("entry " + sequence + " is not on disk: the first is " + first());
    }

    /** The number that follows the last entry of a segment. */
    public long limit(Segment segment) {
        int after = segments.indexOf(segment) + 1;
        return after < segments.size() ? segments.get(after).first() : next;
    }
}
