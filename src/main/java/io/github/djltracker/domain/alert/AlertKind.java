package io.github.djltracker.domain.alert;

/** What can be wrong with a run. A run has at most one alert of each kind. */
public enum AlertKind {
    /** A loss is no number any more, or far above the best that it was. */
    DIVERGED,
    /** Units of its network get no gradient any more, or weights have become zero. */
    DEAD,
    /** Next to nothing of a gradient is left. */
    VANISHING,
    /** A gradient, or what a step changes, is far too great, or no number any more. */
    EXPLODING,
    /** It goes on, but takes no step any more. */
    STALLED,
    /** It never ended and is silent. */
    LOST,
    /** Some of what it recorded is missing. */
    LOST_POINTS,
    /** What waits on its own machine has little room left. */
    OUTBOX
}
