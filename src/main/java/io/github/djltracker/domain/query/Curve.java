package io.github.djltracker.domain.query;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A metric over the steps, a line per run, oldest run first.
 *
 * @param lines only those that have points in the range asked for
 */
public record Curve(String name, @Nullable String phase, List<Line> lines) {
    public Curve {
        lines = List.copyOf(lines);
    }

    /** The line of this run, if it has points in the range asked for. */
    public Optional<Line> line(UUID run) {
        return lines.stream().filter(line -> run.equals(line.run())).findFirst();
    }

    /**
     * The points of one run.
     *
     * @param run null for metrics logged by hand
     * @param buckets by step, ascending, none of them empty; their ranges do not overlap
     */
    public record Line(@Nullable UUID run, List<Bucket> buckets) {
        public Line {
            buckets = List.copyOf(buckets);
        }

        /**
         * The steps, ascending, one per bucket: the last step of each. A new array.
         *
         * @see #values()
         */
        public long[] steps() {
            return buckets.stream().mapToLong(Bucket::lastStep).toArray();
        }

        /**
         * The values by step, one per bucket: the mean of each, which is the value itself where a bucket has one point. A
         * line of no more points than buckets were asked for has every point as it was recorded. NaN where a bucket has
         * nothing else. A new array.
         */
        public double[] values() {
            return buckets.stream().mapToDouble(Bucket::mean).toArray();
        }
    }

    /**
     * Neighbouring points taken together. Every point of the range is in exactly one bucket, so no spike is lost.
     *
     * @param firstStep lowest step in it
     * @param lastStep highest step in it
     * @param firstTime earliest time in it, milliseconds since 1970
     * @param lastTime latest time in it, milliseconds since 1970
     * @param first the value at the lowest step, the earliest recorded where there are several
     * @param last the value at the highest step, the latest recorded where there are several
     * @param min least value that is not NaN; NaN if all are
     * @param max greatest value that is not NaN; NaN if all are
     * @param mean mean of the values that are not NaN; NaN if all are
     * @param count number of points, NaN included
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
