package io.github.djltracker.recorder;

/** Why a point could not be recorded. */
public enum LossReason {
    /** The sink was slower than the training for so long that the buffers were full. */
    BUFFER_FULL("buffer_full"),
    /** It came after the run had ended. */
    CLOSED("closed"),
    /** The sink permanently rejected it. */
    REJECTED("rejected"),
    /** Its name, phase, step or attributes are not allowed. */
    INVALID("invalid"),
    /** The run already had {@value Recorder#MAX_SERIES} different names and phases, or 500,000 characters of them. */
    TOO_MANY_SERIES("too_many_series"),
    /** Reading it from the training failed. */
    UNREADABLE("unreadable"),
    /**
     * A checkpoint is recorded without its SHA-256: it was gone, replaced, unreadable, or too large for the remaining
     * time.
     */
    NOT_HASHED("checkpoint_not_hashed");

    private final String id;

    LossReason(String id) {
        this.id = id;
    }

    /** Its key in {@link io.github.djltracker.domain.run.RunEnd#losses()}. */
    public String id() {
        return id;
    }
}
