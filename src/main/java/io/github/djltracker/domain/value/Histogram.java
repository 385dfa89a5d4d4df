package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of the finite values of an array at a step, in {@value #BUCKETS} buckets of equal width.
 *
 * <p>Histograms are recorded as points: each consists of {@value #POINTS} consecutive points of one name in phase
 * {@value #PHASE}: the lower edge, the upper edge, and the counts from the lowest bucket to the highest. They are
 * therefore written, sent, packed and copied like all points. {@code Metrics} does not list these series, but reads
 * their points by name.
 *
 * @param low the lower edge, which is the lowest value; NaN if no value was finite
 * @param high the upper edge, which is the highest value and belongs to the last bucket; NaN if no value was finite
 * @param counts number of values in each bucket, lowest first; if all values are equal, they are all in the first
 */
public record Histogram(long step, Instant time, double low, double high, List<Long> counts) {
    /** Number of buckets of a histogram. */
    public static final int BUCKETS = 32;
    /** Number of points of a histogram: two edges and the counts. */
    public static final int POINTS = BUCKETS + 2;
    /** The phase of such points. */
    public static final String PHASE = "histogram";
    /** Follows {@link ParameterMetrics#WEIGHT} and {@link ParameterMetrics#GRADIENT} in the name of the series. */
    public static final String NAME = "histogram";

    public Histogram {
        requireNonNull(time, "time");
        counts = List.copyOf(counts);
        if (counts.size() != BUCKETS) {
            throw new IllegalArgumentException(counts.size() + " buckets: a histogram has " + BUCKETS);
        }
    }

    /** Whether a series contains histograms of a parameter, in phase {@value #PHASE}. */
    public static boolean isSeries(String name, @Nullable String phase) {
        return PHASE.equals(phase)
                && (name.startsWith(ParameterMetrics.WEIGHT + NAME + "/")
                        || name.startsWith(ParameterMetrics.GRADIENT + NAME + "/"));
    }

    /**
     * Assembles the histograms from the points of one series in one run, in the order in which they were recorded. An
     * incomplete histogram, such as one whose last points have not arrived yet, is left out.
     */
    public static List<Histogram> of(List<Metric> points) {
        List<Histogram> all = new ArrayList<>();
        int begin = 0;
        while (begin < points.size()) {
            int end = begin + 1;
            while (end < points.size() && end - begin < POINTS && isSame(points.get(begin), points.get(end))) {
                end++;
            }
            if (end - begin == POINTS) {
                all.add(one(points.subList(begin, end)));
            }
            begin = end;
        }
        return all;
    }

    private static boolean isSame(Metric a, Metric b) {
        return a.step() != null && a.step().equals(b.step()) && a.time().equals(b.time());
    }

    private static Histogram one(List<Metric> points) {
        Metric first = points.get(0);
        long[] counts = points.stream()
                .skip(2)
                .mapToLong(point -> Math.round(point.value()))
                .toArray();
        return new Histogram(
                requireNonNull(first.step()),
                first.time(),
                first.value(),
                points.get(1).value(),
                Arrays.stream(counts).boxed().toList());
    }
}
