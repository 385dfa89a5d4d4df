package io.github.djltracker.domain.query;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query for a curve: metric, runs, range of steps and resolution.
 *
 * @param runs the runs to include; empty for all runs and manually logged metrics
 * @param name the metric
 * @param phase its phase, null for metrics without a phase
 * @param from first step, inclusive
 * @param to last step, inclusive
 * @param buckets maximum number of buckets per line, 1 to {@value #MAX_BUCKETS}
 */
public record CurveQuery(
        Set<UUID> runs, String name, @Nullable String phase, long from, long to, int buckets) {
    /** Default number of buckets per line: {@value}. */
    public static final int DEFAULT_BUCKETS = 1_000;
    /** Maximum number of buckets per line. */
    public static final int MAX_BUCKETS = 100_000;

    public CurveQuery {
        runs = Set.copyOf(runs);
        Limits.name("metric name", requireNonNull(name, "name"));
        Limits.phase(phase);
        Limits.integer("from", from);
        Limits.integer("to", to);
        if (from > to) {
            throw new IllegalArgumentException("from " + from + " is greater than to " + to);
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

    /** Only these runs. */
    public CurveQuery runs(UUID... only) {
        return new CurveQuery(Set.of(only), name, phase, from, to, buckets);
    }

    /** Only steps in this range, both inclusive. */
    public CurveQuery steps(long first, long last) {
        return new CurveQuery(runs, name, phase, first, last, buckets);
    }

    /** With this maximum number of buckets. */
    public CurveQuery buckets(int most) {
        return new CurveQuery(runs, name, phase, from, to, most);
    }
}
