package io.github.djltracker.domain.query;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A metric over steps, with one line per run, oldest run first.
 *
 * @param lines only those with points in the requested range
 */
public record Curve(String name, @Nullable String phase, List<Line> lines) {
    public Curve {
        lines = List.copyOf(lines);
    }

    /** The line of this run, if it has points in the requested range. */
    public Optional<Line> line(UUID run) {
        return lines.stream().filter(line -> run.equals(line.run())).findFirst();
    }

    /**
     * The points of one run.
     *
     * @param run null for manually logged metrics
     * @param buckets ascending by step, not empty, with disjoint ranges
     */
    public record Line(@Nullable UUID run, List<Bucket> buckets) {
        public Line {
            buckets = List.copyOf(buckets);
        }

        /**
         * The steps, ascending: the last step of each bucket. A new array.
         *
         * @see #values()
         */
        public long[] steps() {
            return buckets.stream().mapToLong(Bucket::lastStep).toArray();
        }

        /**
         * The values, in the order of {@link #steps()}: the mean of each bucket, which is the value itself if the
         * bucket has one point. If a line has no more points than the requested number of buckets, these are its points
         * as recorded. NaN if a bucket contains only NaN. A new array.
         */
        public double[] values() {
            return buckets.stream().mapToDouble(Bucket::mean).toArray();
        }
    }

    /**
     * Neighbouring points, aggregated. Every point of the range is in exactly one bucket, so no spike is lost.
     *
     * @param firstStep lowest step
     * @param lastStep highest step
     * @param firstTime earliest time, milliseconds since 1970
     * @param lastTime latest time, milliseconds since 1970
     * @param first the value at the lowest step; the first recorded if there are several
     * @param last the value at the highest step; the last recorded if there are several
     * @param min lowest value that is not NaN; NaN if all are
     * @param max highest value that is not NaN; NaN if all are
     * @param mean mean of the values that are not NaN; NaN if all are
     * @param count number of points, including NaN
     * @param nan number of points that are NaN
     */
    public record Bucket(
            long firstStep,
            long lastStep,
            long firstTime,
            long lastTime,
            double first,
            double last,
            double min,
            double max,
            double mean,
            long count,
            long nan) {}
}
