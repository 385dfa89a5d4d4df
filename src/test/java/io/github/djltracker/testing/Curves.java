package io.github.djltracker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.value.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares a curve with the points that it is made of, whatever the bounds of its buckets are. */
public final class Curves {
    private Curves() {}

    /** Reads a curve and checks every property that it must have against {@link Metrics#list()}. */
    public static Curve checked(Metrics metrics, CurveQuery query) {
        return checked(metrics.list(), metrics, query);
    }

    /** The same for callers that read several curves and have the points already. */
    public static Curve checked(List<Metric> all, Metrics metrics, CurveQuery query) {
        return check(all, metrics.curve(query), query);
    }

    /** Checks every property that a curve must have, given all points in the order in which they were recorded. */
    public static Curve check(List<Metric> all, Curve curve, CurveQuery query) {
        Map<@Nullable UUID, List<Metric>> expected = new LinkedHashMap<>();
        for (Metric metric : all) {
            if (isIn(query, metric)) {
                expected.computeIfAbsent(metric.run(), run -> new ArrayList<>()).add(metric);
            }
        }
        Map<@Nullable UUID, Curve.Line> lines = new LinkedHashMap<>();
        curve.lines().forEach(line -> assertThat(lines.put(line.run(), line)).isNull());
        assertThat(curve.name()).isEqualTo(query.name());
        assertThat(curve.phase()).isEqualTo(query.phase());
        assertThat(lines).containsOnlyKeys(expected.keySet());
        lines.forEach((run, line) -> checkLine(expected.getOrDefault(run, List.of()), line, query.buckets()));
        return curve;
    }

    private static boolean isIn(CurveQuery query, Metric metric) {
        Long step = metric.step();
        return step != null
                && step >= query.from()
                && step <= query.to()
                && metric.name().equals(query.name())
                && Objects.equals(metric.phase(), query.phase())
                && (query.runs().isEmpty()
                        || (metric.run() != null && query.runs().contains(metric.run())));
    }

    private static void checkLine(List<Metric> points, Curve.Line line, int most) {
        List<Curve.Bucket> buckets = line.buckets();
        assertThat(buckets).isNotEmpty().hasSizeLessThanOrEqualTo(most);
        assertThat(buckets.stream().mapToLong(Curve.Bucket::count).sum()).isEqualTo(points.size());
        if (points.size() <= most) {
            // if they fit, every step has its own bucket
            assertThat(buckets)
                    .hasSize((int) points.stream().map(Curves::step).distinct().count());
        }
        long after = -1;
        List<List<Metric>> held = split(points, buckets);
        for (int i = 0; i < buckets.size(); i++) {
            assertThat(buckets.get(i).firstStep()).isGreaterThan(after);
            checkBucket(held.get(i), buckets.get(i));
            after = buckets.get(i).lastStep();
        }
    }

    private static List<List<Metric>> split(List<Metric> points, List<Curve.Bucket> buckets) {
        List<List<Metric>> held = new ArrayList<>();
        buckets.forEach(bucket -> held.add(new ArrayList<>()));
        for (Metric point : points) {
            int low = 0;
            int high = buckets.size() - 1;
            while (low < high) {
                int middle = (low + high) / 2;
                if (buckets.get(middle).lastStep() < step(point)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            held.get(low).add(point);
        }
        return held;
    }

    private static void checkBucket(List<Metric> points, Curve.Bucket bucket) {
        assertThat(points).as("points of %s", bucket).isNotEmpty();
        Metric first = points.get(0);
        Metric last = first;
        double min = Double.NaN;
        double max = Double.NaN;
        double sum = 0;
        long nan = 0;
        long firstTime = Long.MAX_VALUE;
        long lastTime = 0;
        for (Metric point : points) {
            first = step(point) < step(first) ? point : first;
            last = step(point) >= step(last) ? point : last;
            firstTime = Math.min(firstTime, point.time().toEpochMilli());
            lastTime = Math.max(lastTime, point.time().toEpochMilli());
            double value = point.value();
            if (Double.isNaN(value)) {
                nan++;
            } else {
                min = Double.isNaN(min) ? value : Math.min(min, value);
                max = Double.isNaN(max) ? value : Math.max(max, value);
                sum += value / points.size();
            }
        }
        double mean = sum / (points.size() - nan) * points.size();
        // the sign of a zero in min and max, and the last digits of the mean, need not match
        assertThat(new Curve.Bucket(
                        bucket.firstStep(),
                        bucket.lastStep(),
                        bucket.firstTime(),
                        bucket.lastTime(),
                        bucket.first(),
                        bucket.last(),
                        bucket.min() + 0.0,
                        bucket.max() + 0.0,
                        0,
                        bucket.count(),
                        bucket.nan()))
                .isEqualTo(new Curve.Bucket(
                        step(first),
                        step(last),
                        firstTime,
                        lastTime,
                        first.value(),
                        last.value(),
                        min + 0.0,
                        max + 0.0,
                        0,
                        points.size(),
                        nan));
        if (nan == points.size()) {
            assertThat(bucket.mean()).isNaN();
        } else if (Double.isFinite(mean)) {
            double scale = Math.max(Math.abs(min), Math.abs(max));
            assertThat(bucket.mean()).isCloseTo(mean, within(1e-9 * scale + Double.MIN_NORMAL));
        }
    }

    private static long step(Metric metric) {
        return Objects.requireNonNull(metric.step());
    }
}
