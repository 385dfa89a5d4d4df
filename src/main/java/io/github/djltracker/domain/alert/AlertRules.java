package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules that decide which alerts a run has. The same {@link Standing} always gives the same alerts. Immutable;
 * {@link AlertRulesFile} reads them from a file.
 *
 * @param kinds the kinds of alerts to check; default: all
 * @param metrics the metrics that are losses, for which lower is better; default: those with "loss" in their name
 * @param factor a loss diverges if it exceeds its best value by this factor; more than 1, default 10
 * @param factorPhases the phases in which losses are compared with their best value; by default {@code validate} and
 *     {@code train_epoch}, which are means over an epoch, since single batches vary more
 * @param parameters the rules for the statistics of parameters
 * @param intervals a run stalls if a step takes longer than this multiple of the usual time; 1 or more, default 10
 * @param stalledAfter the minimum duration of a step before a run stalls; default 10 minutes
 * @param lostPoints the number of lost points that raises an alert; at least 1, default 1
 * @param outboxFill the fill level of the outbox that raises an alert; more than 0 and at most 1, default 0.8
 */
public record AlertRules(
        Set<AlertKind> kinds,
        NamePatterns metrics,
        double factor,
        Set<String> factorPhases,
        ParameterRules parameters,
        double intervals,
        Duration stalledAfter,
        long lostPoints,
        double outboxFill) {
    /** The default rules. */
    public static final AlertRules DEFAULTS = new AlertRules(
            EnumSet.allOf(AlertKind.class),
            NamePatterns.of("*loss*"),
            10,
            Set.of("validate", "train_epoch"),
            ParameterRules.DEFAULTS,
            10,
            Duration.ofMinutes(10),
            1,
            0.8);

    /** The phase of the metrics about the training's own machine. */
    public static final String SYSTEM = "system";
    /** The metric, in that phase, for the fill level of the outbox: 0 to 1. */
    public static final String OUTBOX_FILL = "outbox_fill";
    /** The metric, in that phase, for the number of points lost so far. */
    public static final String LOST_SO_FAR = "lost_points";

    /** A loss below this share of its highest value has not diverged, however far above its best value it is. */
    private static final double SMALL = 0.01;

    static final MathContext DIGITS = new MathContext(4);

    public AlertRules {
        kinds = Set.copyOf(kinds);
        requireNonNull(metrics, "metrics");
        factorPhases = Set.copyOf(factorPhases);
        requireNonNull(parameters, "parameters");
        requireNonNull(stalledAfter, "stalledAfter");
        require(factor > 1 && factor < Double.POSITIVE_INFINITY, "diverged.factor", factor, "more than 1");
        require(intervals >= 1 && intervals < Double.POSITIVE_INFINITY, "stalled.intervals", intervals, "1 or more");
        require(!stalledAfter.isNegative(), "stalled.after", stalledAfter, "0 or more");
        require(lostPoints >= 1, "lost_points.from", lostPoints, "1 or more");
        require(outboxFill > 0 && outboxFill <= 1, "outbox.fill", outboxFill, "more than 0, at most 1");
    }

    static void require(boolean holds, String what, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(what + " " + value + " is out of range: " + allowed);
        }
    }

    /** The problems of a run, at most one alert of each kind, in the order of the kinds. */
    public List<Alert> judge(Standing run) {
        return Stream.<Rule>of(
                        one -> diverged(one).stream(),
                        one -> parameters.judge(one).stream(),
                        one -> stalled(one).stream(),
                        one -> lost(one).stream(),
                        one -> lostPoints(one).stream(),
                        one -> outbox(one).stream())
                .flatMap(rule -> rule.apply(run))
                .filter(alert -> kinds.contains(alert.kind()))
                .toList();
    }

    private interface Rule extends Function<Standing, Stream<Alert>> {}

    private Optional<Alert> diverged(Standing run) {
        List<Alert> all = new ArrayList<>();
        for (Standing.Measured one : run.series()) {
            if (!one.phase().equals(SYSTEM) && metrics.matches(one.name())) {
                if (!Double.isFinite(one.last())) {
                    all.add(diverged(one, "is " + one.last() + " at step " + one.step()));
                } else if (isFarAboveBest(one)) {
                    all.add(diverged(
                            one,
                            "is " + text(one.last()) + " at step " + one.step() + ", " + text(one.last() / one.min())
                                    + " times its best, " + text(one.min())));
                }
            }
        }
        return all.stream()
                .findFirst()
                .map(first -> all.size() == 1
                        ? first
                        : new Alert(first.kind(), first.message() + "; " + (all.size() - 1) + " more", first.time()));
    }

    private static Alert diverged(Standing.Measured of, String how) {
        return new Alert(AlertKind.DIVERGED, of.label() + " " + how, of.time());
    }

    private boolean isFarAboveBest(Standing.Measured one) {
        // multiples are meaningless if the best value is zero or negative
        return factorPhases.contains(one.phase())
                && one.min() > 0
                && one.last() > factor * one.min()
                && one.last() > SMALL * one.max();
    }

    private Optional<Alert> stalled(Standing run) {
        Standing.Steps steps = run.steps();
        if (!run.isGoingOn() || steps == null) {
            return Optional.empty();
        }
        double stood = seconds(run.stood(steps));
        double usual = seconds(steps.interval());
        return stood > intervals * usual && stood > seconds(stalledAfter)
                ? Optional.of(new Alert(
                        AlertKind.STALLED,
                        "it is stuck at step " + steps.last()
                                + (usual > 0 ? "; a step usually takes " + text(usual) + " s" : ""),
                        steps.lastTime()))
                : Optional.empty();
    }

    private Optional<Alert> lost(Standing run) {
        return run.isLost()
                ? Optional.of(new Alert(AlertKind.LOST, "it has not ended, and no longer sends entries", run.seen()))
                : Optional.empty();
    }

    private Optional<Alert> lostPoints(Standing run) {
        long atEnd = run.losses().values().stream().mapToLong(count -> count).sum();
        if (atEnd >= lostPoints) {
            Instant time = run.ended() == null ? run.seen() : run.ended();
            return Optional.of(missing(atEnd + ": " + new TreeMap<>(run.losses()), time));
        }
        return system(run, LOST_SO_FAR)
                .filter(one -> one.last() >= lostPoints)
                .map(one -> missing((long) one.last() + " so far", one.time()));
    }

    private static Alert missing(String howMany, Instant time) {
        return new Alert(AlertKind.LOST_POINTS, "points that could not be recorded: " + howMany, time);
    }

    private Optional<Alert> outbox(Standing run) {
        return system(run, OUTBOX_FILL)
                .filter(one -> run.isGoingOn() && one.last() >= outboxFill)
                .map(one -> new Alert(
                        AlertKind.OUTBOX,
                        "its outbox is " + Math.round(100 * one.last()) + " % full at step " + one.step(),
                        one.time()));
    }

    private static Optional<Standing.Measured> system(Standing run, String name) {
        return run.series().stream()
                .filter(one -> one.phase().equals(SYSTEM) && one.name().equals(name))
                .findFirst();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** Rounded to four digits. */
    static String text(double value) {
        return Double.isFinite(value)
                ? Double.toString(new BigDecimal(value).round(DIGITS).doubleValue())
                : Double.toString(value);
    }
}
