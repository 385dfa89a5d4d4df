package io.github.djltracker.domain.query;

import java.util.regex.Pattern;

/** Which of two values of a metric is better. */
public enum Goal {
    /** Lower is better, as for a loss. */
    MINIMIZE,
    /** Higher is better, as for an accuracy. */
    MAXIMIZE;

    private static final Pattern SMALL = Pattern.compile(
            "loss|error|perplexity|seconds|(^|[^a-z])(wer|r?mse|mae)([^a-z]|$)", Pattern.CASE_INSENSITIVE);

    /** The usual goal for a metric with this name: lower for losses, errors and durations, otherwise higher. */
    public static Goal usual(String metric) {
        return SMALL.matcher(metric).find() ? MINIMIZE : MAXIMIZE;
    }

    /** Whether a value is better than another one; false if either is NaN. */
    public boolean isBetter(double value, double other) {
        return this == MINIMIZE ? value < other : value > other;
    }
}
