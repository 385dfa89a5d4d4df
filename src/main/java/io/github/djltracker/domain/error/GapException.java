package io.github.djltracker.domain.error;

import java.util.UUID;

/** An entry came before its predecessors. Append from {@link #wanted()} on. */
public final class GapException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private final long wanted;

    public GapException(UUID run, long sequence, long wanted) {
        super("run " + run + ": entry " + sequence + " came where " + wanted + " is wanted");
        this.wanted = wanted;
    }

    /** The number of the entry that the sink wants next. */
    public long wanted() {
        return wanted;
    }
}
