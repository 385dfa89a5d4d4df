package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.ParameterMetrics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the parameters of a network. They check the statistics that a training records on request: the metrics
 * {@code weight_zeros/<parameter>}, {@code gradient_norm/<parameter>} and so on. The last value counts. Immutable.
 *
 * @param names the parameters to check; by default those with "weight" in their name, because gradients of biases
 *     before a normalisation, and of embedding rows that do not occur in a batch, are zero in healthy networks
 * @param zeros the share of zeros at which units count as dead; more than 0 and at most 1, default 0.99
 * @param least the norm below which a gradient vanishes; 0 or more, default 1e-7
 * @param greatest the norm above which a gradient explodes; more than 0, default 10,000
 * @param ratio the update ratio above which a weight explodes; more than 0, default 1
 */
public record ParameterRules(NamePatterns names, double zeros, double least, double greatest, double ratio) {
    /** The default rules. */
    public static final ParameterRules DEFAULTS = new ParameterRules(NamePatterns.of("*weight*"), 0.99, 1e-7, 1e4, 1);

    /** The kinds of alerts that these rules can raise. */
    public static final Set<AlertKind> KINDS = Set.of(AlertKind.DEAD, AlertKind.VANISHING, AlertKind.EXPLODING);

    /** Maximum number of parameters that an alert names. */
    private static final int NAMED = 3;

    private static final String TRAIN = "train";
    private static final String WEIGHT_ZEROS = ParameterMetrics.WEIGHT + "zeros";
    private static final String WEIGHT_NON_FINITE = ParameterMetrics.WEIGHT + "non_finite";
    private static final String GRADIENT_ZEROS = ParameterMetrics.GRADIENT + "zeros";
    private static final String GRADIENT_NON_FINITE = ParameterMetrics.GRADIENT + "non_finite";
    private static final String GRADIENT_NORM = ParameterMetrics.GRADIENT + "norm";
    private static final List<String> METRICS = List.of(
            WEIGHT_ZEROS,
            WEIGHT_NON_FINITE,
            GRADIENT_ZEROS,
            GRADIENT_NON_FINITE,
            GRADIENT_NORM,
            ParameterMetrics.UPDATE_RATIO);

    public ParameterRules {
        requireNonNull(names, "names");
        AlertRules.require(zeros > 0 && zeros <= 1, "dead.zeros", zeros, "more than 0, at most 1");
        AlertRules.require(least >= 0 && least < Double.POSITIVE_INFINITY, "vanishing.norm", least, "0 or more");
        AlertRules.require(greatest > 0, "exploding.norm", greatest, "more than 0");
        AlertRules.require(ratio > 0, "exploding.ratio", ratio, "more than 0");
    }

    /** Patterns of the metrics that the rules use. */
    public static NamePatterns metrics() {
        return new NamePatterns(METRICS.stream().map(name -> name + "/*").toList());
    }

    /** The problems of the parameters of a run, at most one alert of each kind. */
    List<Alert> judge(Standing run) {
        // by parameter, sorted by name, which is also the order of the blocks
        Map<String, Map<String, Standing.Measured>> parameters = new TreeMap<>();
        for (Standing.Measured one : run.series()) {
            int slash = one.name().indexOf('/');
            if (slash > 0
                    && one.phase().equals(TRAIN)
                    && METRICS.contains(one.name().substring(0, slash))) {
                String parameter = one.name().substring(slash + 1);
                if (names.matches(parameter)) {
                    parameters
                            .computeIfAbsent(parameter, key -> new HashMap<>())
                            .put(one.name().substring(0, slash), one);
                }
            }
        }
        List<Alert> alerts = new ArrayList<>();
        alert(AlertKind.DEAD, parameters, this::dead).ifPresent(alerts::add);
        alert(AlertKind.VANISHING, parameters, this::vanishing).ifPresent(alerts::add);
        alert(AlertKind.EXPLODING, parameters, this::exploding).ifPresent(alerts::add);
        return alerts;
    }

    /** A problem of one parameter. */
    private record Finding(String text, Standing.Measured of) {}

    private interface Look {
        @Nullable
        Finding at(Map<String, Standing.Measured> statistics);
    }

    private static Optional<Alert> alert(
            AlertKind kind, Map<String, Map<String, Standing.Measured>> parameters, Look look) {
        List<String> texts = new ArrayList<>();
        Standing.@Nullable Measured latest = null;
        for (Map.Entry<String, Map<String, Standing.Measured>> one : parameters.entrySet()) {
            Finding finding = look.at(one.getValue());
            if (finding != null) {
                texts.add(one.getKey() + ": " + finding.text() + " at step "
                        + finding.of().step());
                latest = latest == null || finding.of().time().isAfter(latest.time()) ? finding.of() : latest;
            }
        }
        if (latest == null) {
            return Optional.empty();
        }
        String named = String.join("; ", texts.subList(0, Math.min(NAMED, texts.size())));
        String rest = texts.size() > NAMED ? "; " + (texts.size() - NAMED) + " more" : "";
        return Optional.of(new Alert(kind, named + rest, latest.time()));
    }

    private @Nullable Finding dead(Map<String, Standing.Measured> statistics) {
        Standing.Measured gradient = statistics.get(GRADIENT_ZEROS);
        if (gradient != null && gradient.last() >= zeros) {
            return new Finding(percent(gradient) + " of its gradients are 0", gradient);
        }
        Standing.Measured weight = statistics.get(WEIGHT_ZEROS);
        // weights that were zero from the start were initialised that way, and may still be trained
        return weight != null && weight.last() >= zeros && weight.min() < zeros
                ? new Finding(percent(weight) + " of its values have become 0", weight)
                : null;
    }

    /** A gradient that is entirely zero does not vanish: that is the condition of {@link #dead}. */
    private @Nullable Finding vanishing(Map<String, Standing.Measured> statistics) {
        Standing.Measured norm = statistics.get(GRADIENT_NORM);
        return norm != null && norm.last() > 0 && norm.last() < least
                ? new Finding("the norm of its gradient is " + AlertRules.text(norm.last()), norm)
                : null;
    }

    private @Nullable Finding exploding(Map<String, Standing.Measured> statistics) {
        Standing.Measured weight = statistics.get(WEIGHT_NON_FINITE);
        if (weight != null && weight.last() > 0) {
            return new Finding(percent(weight) + " of its values are NaN or infinite", weight);
        }
        Standing.Measured gradient = statistics.get(GRADIENT_NON_FINITE);
        if (gradient != null && gradient.last() > 0) {
            return new Finding(percent(gradient) + " of its gradients are NaN or infinite", gradient);
        }
        Standing.Measured norm = statistics.get(GRADIENT_NORM);
        if (norm != null && !(norm.last() <= greatest)) {
            return new Finding("the norm of its gradient is " + AlertRules.text(norm.last()), norm);
        }
        Standing.Measured update = statistics.get(ParameterMetrics.UPDATE_RATIO);
        return update != null && update.last() > ratio
                ? new Finding("the step changed it by " + AlertRules.text(update.last()) + " times its norm", update)
                : null;
    }

    private static String percent(Standing.Measured share) {
        return new BigDecimal(100 * share.last())
                        .round(AlertRules.DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
