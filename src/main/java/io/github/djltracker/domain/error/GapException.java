package io.github.djltracker.domain.error;

import java.util.UUID;

/** An entry arrived before its predecessors. Continue appending from {@link #wanted()}. */
public final class GapException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private final long wanted;

    public GapException(UUID run, long sequence, long wanted) {
        super("run " + run + ": entry " + sequence + " arrived, but entry " + wanted + " is expected");
        this.wanted = wanted;
    }

    /** The sequence number of the next expected entry. */
    public long wanted() {
        return wanted;
    }
}
