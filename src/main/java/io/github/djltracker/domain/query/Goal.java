package io.github.djltracker.domain.query;

/** Which of two values of a metric is the better one. */
public enum Goal {
    /** The lower value, as of a loss. */
    MINIMIZE,
    /** The higher value, as of an accuracy. */
    MAXIMIZE
}
