package io.github.djltracker.listener.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.ParameterMetrics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void nothing_is_left_open() {
        long own = manager.getManagedArrays().stream()
                .filter(array -> !"mine".equals(array.getName()))
                .count();
        manager.close();
        assertThat(own).isZero();
    }

    private NDArray mine(NDArray array) {
        array.setName("mine");
        return array;
    }

    private NDArray mine(float... values) {
        return mine(manager.create(values));
    }

    private static Map<String, Double> of(NDArray array) {
        try (NDList rows = new NDList(Distribution.of(array))) {
            double[] values = DeviceValues.read(rows);
            Map<String, Double> named = new HashMap<>();
            for (int i = 0; i < ParameterMetrics.STATISTICS.size(); i++) {
                named.put(ParameterMetrics.STATISTICS.get(i), values[i]);
            }
            return named;
        }
    }

    @Test
    void values_are_described_by_moments_range_and_shares() {
        Map<String, Double> of = of(mine(3, 0, -1, 0, 6, -2));

        assertThat(of.get("norm")).isCloseTo(Math.sqrt(50), within(1e-6));
        assertThat(of.get("mean")).isEqualTo(1);
        assertThat(of.get("std")).isCloseTo(Math.sqrt(44 / 6.0), within(1e-6));
        assertThat(of).containsEntry("min", -2.0).containsEntry("max", 6.0).containsEntry("non_finite", 0.0);
        assertThat(of.get("zeros")).isCloseTo(1 / 3.0, within(1e-7));
    }

    @Test
    void what_is_not_finite_is_counted_and_bears_on_nothing_but_the_norm() {
        float inf = Float.POSITIVE_INFINITY;

        Map<String, Double> of = of(mine(inf, 1, -inf, 3, Float.NaN, 0, 5, Float.NaN));

        assertThat(of).containsEntry("min", 0.0).containsEntry("max", 5.0).containsEntry("mean", 2.25);
        assertThat(of.get("std")).isCloseTo(Math.sqrt(3.6875), within(1e-6));
        assertThat(of).containsEntry("non_finite", 0.625 - 0.125).containsEntry("zeros", 0.125);
        assertThat(of.get("norm")).isNaN();
        assertThat(of(mine(inf, 1)).get("norm")).isInfinite();
    }

    @Test
    void without_a_finite_value_there_is_no_moment_and_no_range() {
        Map<String, Double> of = of(mine(Float.NaN, Float.NEGATIVE_INFINITY));

        assertThat(of).containsEntry("non_finite", 1.0).containsEntry("zeros", 0.0);
        assertThat(Stream.of("mean", "std", "min", "max").map(of::get)).allMatch(value -> value.isNaN());
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT16", "FLOAT32", "FLOAT64", "INT8", "UINT8", "INT32", "INT64"})
    void every_type_of_numbers_is_described_alike(DataType type) {
        try (NDArray plain = manager.create(new float[] {0, 4, 2, 2, 0, 4}, new Shape(3, 2))) {
            NDArray array = mine(plain.toType(type, true));

            Map<String, Double> of = of(array);

            assertThat(of)
                    .containsEntry("mean", 2.0)
                    .containsEntry("min", 0.0)
                    .containsEntry("max", 4.0)
                    .containsEntry("non_finite", 0.0);
            assertThat(of.get("zeros")).isCloseTo(1 / 3.0, within(1e-7));
            assertThat(of.get("norm")).isCloseTo(Math.sqrt(40), within(1e-6));
            assertThat(array.getDataType()).isEqualTo(type);
            assertThat(array.isReleased()).isFalse();
        }
    }

    @Test
    void doubles_beyond_floats_are_kept_beside_floats() {
        NDArray wide = mine(manager.create(new double[] {1e300, -1e300}));

        try (NDList rows = new NDList(Distribution.of(wide), Distribution.of(mine(1, 1)))) {
            double[] values = DeviceValues.read(rows);
            assertThat(values[ParameterMetrics.STATISTICS.indexOf("max")]).isEqualTo(1e300);
            assertThat(values[Distribution.VALUES + ParameterMetrics.STATISTICS.indexOf("max")])
                    .isEqualTo(1);
        }
    }

    @Test
    void a_single_value_and_a_scalar_are_described_too() {
        assertThat(of(mine(7))).containsEntry("std", 0.0).containsEntry("mean", 7.0);
        assertThat(of(mine(manager.create(7f)))).containsEntry("std", 0.0).containsEntry("max", 7.0);
    }

    @Test
    void all_zeros_are_exactly_the_whole_however_many() {
        assertThat(of(mine(manager.zeros(new Shape(1_000_003))))).containsEntry("zeros", 1.0);
    }

    /** Both edges, then the counts of the buckets. */
    private static double[] histogram(NDArray array) {
        try (NDList rows = new NDList(Distribution.of(array))) {
            return Arrays.copyOfRange(DeviceValues.read(rows), ParameterMetrics.STATISTICS.size(), Distribution.VALUES);
        }
    }

    private static double[] wanted(double low, double high, Map<Integer, Integer> counts) {
        double[] points = new double[Histogram.POINTS];
        points[0] = low;
        points[1] = high;
        counts.forEach((bucket, count) -> points[2 + bucket] = count);
        return points;
    }

    @Test
    void values_are_counted_in_buckets_of_one_width_from_the_least_to_the_greatest() {
        assertThat(histogram(mine(0, 32, 1, 0.5f, 31.5f, 17)))
                .containsExactly(wanted(0, 32, Map.of(0, 2, 1, 1, 17, 1, 31, 2)));
    }

    @Test
    void what_is_not_finite_is_in_no_bucket() {
        assertThat(histogram(mine(Float.NaN, -1, Float.NEGATIVE_INFINITY, 1, Float.POSITIVE_INFINITY)))
                .containsExactly(wanted(-1, 1, Map.of(0, 1, 31, 1)));
        assertThat(histogram(mine(Float.NaN, Float.NaN))).containsExactly(wanted(Double.NaN, Double.NaN, Map.of()));
    }

    @Test
    void values_that_are_all_the_same_are_in_the_first_bucket() {
        assertThat(histogram(mine(0, 0, 0))).containsExactly(wanted(0, 0, Map.of(0, 3)));
        assertThat(histogram(mine(-7, -7))).containsExactly(wanted(-7, -7, Map.of(0, 2)));
    }

    @Test
    void the_widest_range_is_no_overflow() {
        float most = Float.MAX_VALUE;

        assertThat(histogram(mine(-most, 0, most))).containsExactly(wanted(-most, most, Map.of(0, 1, 16, 1, 31, 1)));
    }

    @Test
    void buckets_are_those_that_a_loop_counts_over_several_slices() {
        NDArray many = mine(manager.randomNormal(new Shape(3, 500_009)));
        float[] values = many.toFloatArray();
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double[] wanted = new double[Histogram.BUCKETS];
        for (float value : values) {
            double place = Math.floor(((double) value - low) / ((double) high - low) * Histogram.BUCKETS);
            wanted[(int) Math.min(place, Histogram.BUCKETS - 1)]++;
        }

        double[] counted = histogram(many);

        assertThat(counted[0]).isEqualTo(low);
        assertThat(counted[1]).isEqualTo(high);
        assertThat(Arrays.stream(counted).skip(2).sum()).isEqualTo(values.length);
        for (int i = 0; i < Histogram.BUCKETS; i++) {
            // with single precision, a few values fall on the other side of an edge
            assertThat(counted[2 + i]).isCloseTo(wanted[i], within(5.0));
        }
    }
}
