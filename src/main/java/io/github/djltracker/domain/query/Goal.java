package io.github.djltracker.domain.query;

import java.util.regex.Pattern;

/** Which of two values of a metric is the better one. */
public enum Goal {
    /** The lower value, as of a loss. */
    MINIMIZE,
    /** The higher value, as of an accuracy. */
    MAXIMIZE;

    private static final Pattern SMALL = Pattern.compile(
            "loss|error|perplexity|seconds|(^|[^a-z])(wer|r?mse|mae)([^a-z]|$)", Pattern.CASE_INSENSITIVE);

    /** What is usually wanted of a metric of this name: the lower value of a loss, an error or a time, else the higher. */
    public static Goal usual(String metric) {
        return SMALL.matcher(metric).find() ? MINIMIZE : MAXIMIZE;
    }

    /** Whether a value is better than another one; where one of them is NaN it is not. */
    public boolean isBetter(double value, double other) {
        return this == MINIMIZE ? value < other : value > other;
    }
}
