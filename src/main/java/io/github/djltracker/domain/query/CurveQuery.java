package io.github.djltracker.domain.query;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which curve, and from how near.
 *
 * @param runs the runs to draw a line of; empty for all runs and the metrics logged by hand
 * @param name the metric
 * @param phase its phase, null for metrics of no phase
 * @param from first step, inclusive
 * @param to last step, inclusive
 * @param buckets at most so many buckets a line, 1 to {@value #MAX_BUCKETS}
 */
public record CurveQuery(
        Set<UUID> runs, String name, @Nullable String phase, long from, long to, int buckets) {
    /** Buckets of a line where the query does not say: {@value}. */
    public static final int DEFAULT_BUCKETS = 1_000;
    /** Most buckets of a line. */
    public static final int MAX_BUCKETS = 100_000;

    public CurveQuery {
        runs = Set.copyOf(runs);
        Limits.name("metric name", requireNonNull(name, "name"));
        Limits.phase(phase);
        Limits.integer("from", from);
        Limits.integer("to", to);
        if (from > to) {
            throw new IllegalArgumentException("from " + from + " is after to " + to);
        }
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new IllegalArgumentException("buckets " + buckets + " is out of range: 1 to " + MAX_BUCKETS);
        }
    }

    /** All runs, all steps, no phase, {@value #DEFAULT_BUCKETS} buckets. */
    public static CurveQuery of(String name) {
        return new CurveQuery(Set.of(), name, null, 0, Limits.MAX_INTEGER, DEFAULT_BUCKETS);
    }

    /** All runs, all steps, {@value #DEFAULT_BUCKETS} buckets. */
    public static CurveQuery of(String name, @Nullable String phase) {
        return new CurveQuery(Set.of(), name, phase, 0, Limits.MAX_INTEGER, DEFAULT_BUCKETS);
    }

    /** The same of these runs alone. */
    public CurveQuery runs(UUID... only) {
        return new CurveQuery(Set.of(only), name, phase, from, to, buckets);
    }

    /** The same between two steps, both inclusive. */
    public CurveQuery steps(long first, long last) {
        return new CurveQuery(runs, name, phase, first, last, buckets);
    }

    /** The same in at most so many buckets. */
    public CurveQuery buckets(int most) {
        return new CurveQuery(runs, name, phase, from, to, most);
    }
}
