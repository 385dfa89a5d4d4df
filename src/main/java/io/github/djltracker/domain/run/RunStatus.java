package io.github.djltracker.domain.run;

/** The status of a run. */
public enum RunStatus {
    /** It is in progress. */
    RUNNING,
    /** The trainer was closed after its last epoch. */
    FINISHED,
    /** The training threw, or the user marked it as failed. */
    FAILED,
    /** The process ended before the training did. */
    INTERRUPTED,
    /**
     * It has not ended, but has been silent for longer than its heartbeat. It becomes RUNNING again when the next entry
     * arrives.
     */
    LOST;

    /** Whether a {@link RunEnd} may have this status; the others are derived. */
    public boolean isEnd() {
        return this == FINISHED || this == FAILED || this == INTERRUPTED;
    }
}
