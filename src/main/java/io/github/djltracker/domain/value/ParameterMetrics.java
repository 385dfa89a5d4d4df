package io.github.djltracker.domain.value;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the metrics that tell of one parameter of a network: what is told, and the parameter last, as in {@code
 * weight_norm/01Linear_weight}.
 */
public final class ParameterMetrics {
    /** What is told of a parameter and of its gradient. */
    public static final List<String> STATISTICS = List.of("norm", "mean", "std", "min", "max", "zeros", "non_finite");

    /** What comes before a statistic of a parameter itself. */
    public static final String WEIGHT = "weight_";
    /** What comes before a statistic of a gradient. */
    public static final String GRADIENT = "gradient_";
    /** The norm of what a step changed, over that of the parameter. */
    public static final String UPDATE_RATIO = "update_ratio";

    private static final Pattern NAME = Pattern.compile(
            "((" + WEIGHT + "|" + GRADIENT + ")(" + String.join("|", STATISTICS) + ")|" + UPDATE_RATIO + ")/.+");

    private ParameterMetrics() {}

    /** Whether a metric of this name tells of a parameter. */
    public static boolean isName(String metric) {
        return NAME.matcher(metric).matches();
    }
}
