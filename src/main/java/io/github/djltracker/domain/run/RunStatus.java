package io.github.djltracker.domain.run;

/** How a run stands. */
public enum RunStatus {
    /** It goes on. */
    RUNNING,
    /** The trainer was closed after its last epoch. */
    FINISHED,
    /** The training threw, or its user said so. */
    FAILED,
    /** The process was ended in the middle of it. */
    INTERRUPTED,
    /** It never ended and has been silent for longer than its heartbeat. It runs again as soon as it speaks. */
    LOST;

    /** Whether a {@link RunEnd} may say it; the others are seen from outside. */
    public boolean isEnd() {
        return this == FINISHED || this == FAILED || this == INTERRUPTED;
    }
}
