package io.github.djltracker.domain.value;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the metrics about one parameter of a network: the statistic, followed by the parameter, as in
 * {@code weight_norm/01Linear_weight}.
 */
public final class ParameterMetrics {
    /** The statistics of a parameter and of its gradient. */
    public static final List<String> STATISTICS = List.of("norm", "mean", "std", "min", "max", "zeros", "non_finite");

    /** The prefix of a statistic of the parameter itself. */
    public static final String WEIGHT = "weight_";
    /** The prefix of a statistic of its gradient. */
    public static final String GRADIENT = "gradient_";
    /** The norm of the change made by a step, divided by that of the parameter. */
    public static final String UPDATE_RATIO = "update_ratio";

    private static final Pattern NAME = Pattern.compile(
            "((" + WEIGHT + "|" + GRADIENT + ")(" + String.join("|", STATISTICS) + ")|" + UPDATE_RATIO + ")/.+");

    private ParameterMetrics() {}

    /** Whether a metric with this name is about a parameter. */
    public static boolean isName(String metric) {
        return NAME.matcher(metric).matches();
    }
}
