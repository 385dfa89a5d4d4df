package io.github.djltracker.domain.alert;

/** The kinds of problems. A run has at most one alert of each kind. */
public enum AlertKind {
    /** A loss is NaN or infinite, or far above its best value. */
    DIVERGED,
    /** Units of the network have no gradient any more, or weights have become zero. */
    DEAD,
    /** A gradient is close to zero. */
    VANISHING,
    /** A gradient or an update is far too large, NaN or infinite. */
    EXPLODING,
    /** The run is in progress, but makes no more steps. */
    STALLED,
    /** The run has not ended and is silent. */
    LOST,
    /** Some points could not be recorded. */
    LOST_POINTS,
    /** The outbox on the run's machine is nearly full. */
    OUTBOX
}
