package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the finite values of an array were distributed at a step, in {@value #BUCKETS} buckets of one width.
 *
 * <p>Histograms are recorded as points: those of one step are {@value #POINTS} points of one name in phase {@value #PHASE},
 * one after another: the lower edge, the upper edge, and the counts from the lowest bucket to the highest. So they are
 * written, sent, packed and copied as all points are. {@code Metrics} lists no such series, but reads its points by name.
 *
 * @param low the lower edge, the least value; NaN where no value was finite
 * @param high the upper edge, the greatest value, which is in the highest bucket; NaN where no value was finite
 * @param counts how many values are in each bucket, lowest first; all are in the first where all values are the same
 */
public record Histogram(long step, Instant time, double low, double high, List<Long> counts) {
    /** How many buckets a histogram has. */
    public static final int BUCKETS = 32;
    /** How many points a histogram is: two edges and the counts. */
    public static final int POINTS = BUCKETS + 2;
    /** The phase of such points. */
    public static final String PHASE = "histogram";
    /** What comes behind {@link ParameterMetrics#WEIGHT} and {@link ParameterMetrics#GRADIENT}. */
    public static final String NAME = "histogram";

    public Histogram {
        requireNonNull(time, "time");
        counts = List.copyOf(counts);
        if (counts.size() != BUCKETS) {
            throw new IllegalArgumentException(counts.size() + " buckets: a histogram has " + BUCKETS);
        }
    }

    /** Whether the points of a series are parts of histograms: of a parameter, in phase {@value #PHASE}. */
    public static boolean isSeries(String name, @Nullable String phase) {
        return PHASE.equals(phase)
                && (name.startsWith(ParameterMetrics.WEIGHT + NAME + "/")
                        || name.startsWith(ParameterMetrics.GRADIENT + NAME + "/"));
    }

    /**
     * The histograms that the points of one series in one run are, in the order in which they were recorded. One that is not
     * wholly there, since its end is still on its way, is left out.
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
