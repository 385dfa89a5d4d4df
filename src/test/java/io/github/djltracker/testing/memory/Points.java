package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Aggregates points that are given in the order in which they were recorded. */
final class Points {
    private Points() {}

    static Series series(@Nullable UUID run, String name, @Nullable String phase, List<Metric> points) {
        List<Metric> stepped =
                points.stream().filter(metric -> metric.step() != null).toList();
        long nan = points.size() - numbers(points).count();
        double min = numbers(points).min().orElse(Double.NaN);
        double max = numbers(points).max().orElse(Double.NaN);
        if (stepped.isEmpty()) {
            double last = points.get(points.size() - 1).value();
            return new Series(run, name, phase, points.size(), nan, null, null, last, min, max);
        }
        Curve.Bucket all = bucket(sorted(stepped));
        return new Series(run, name, phase, points.size(), nan, all.firstStep(), all.lastStep(), all.last(), min, max);
    }

    /** Splits the steps into at most {@code most} groups with about the same number of steps. */
    static List<Curve.Bucket> buckets(List<Metric> points, int most) {
        TreeMap<Long, List<Metric>> bySteps = new TreeMap<>();
        points.forEach(metric ->
                bySteps.computeIfAbsent(step(metric), step -> new ArrayList<>()).add(metric));
        List<List<Metric>> steps = new ArrayList<>(bySteps.values());
        int count = Math.min(most, steps.size());
        List<Curve.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) steps.size() * i / count);
            int to = (int) ((long) steps.size() * (i + 1) / count);
            buckets.add(bucket(
                    steps.subList(from, to).stream().flatMap(List::stream).toList()));
        }
        return buckets;
    }

    private static List<Metric> sorted(List<Metric> points) {
        // the sort is stable: points of one step stay in the order in which they were recorded
        return points.stream().sorted((a, b) -> Long.compare(step(a), step(b))).toList();
    }

    private static Curve.Bucket bucket(List<Metric> sorted) {
        Metric first = sorted.get(0);
        Metric last = sorted.get(sorted.size() - 1);
        return new Curve.Bucket(
                step(first),
                step(last),
                sorted.stream().mapToLong(m -> m.time().toEpochMilli()).min().orElseThrow(),
                sorted.stream().mapToLong(m -> m.time().toEpochMilli()).max().orElseThrow(),
                first.value(),
                last.value(),
                numbers(sorted).min().orElse(Double.NaN),
                numbers(sorted).max().orElse(Double.NaN),
                // divided first, because their sum may exceed the range of a double
                numbers(sorted).map(value -> value / sorted.size()).average().orElse(Double.NaN) * sorted.size(),
                sorted.size(),
                sorted.size() - numbers(sorted).count());
    }

    private static DoubleStream numbers(List<Metric> points) {
        return points.stream().mapToDouble(Metric::value).filter(value -> !Double.isNaN(value));
    }

    private static long step(Metric metric) {
        return Objects.requireNonNull(metric.step());
    }
}
