package io.github.djltracker.listener.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.ParameterMetrics;

/**
 * The distribution of the values of an array, computed on its device. Mean, standard deviation (of the population,
 * not of a sample), lowest and highest value refer to its finite values, and are NaN if there are none. Zeros and
 * non-finite values are shares of all values, 0 to 1. The norm is that of all values, so it is NaN or infinite if one
 * of them is.
 */
final class Distribution {
    /** How many values a row has: {@link ParameterMetrics#STATISTICS}, and the points of a {@link Histogram}. */
    static final int VALUES = ParameterMetrics.STATISTICS.size() + Histogram.POINTS;

    /** Number of values that are assigned to buckets at once; each takes about 60 bytes during that time. */
    private static final long SLICE = 1 << 20;
    /**
     * The buckets are arranged in a table with this number of columns, so that a product of two narrow matrices counts
     * them.
     */
    private static final int COLUMNS = 4;

    private static final int ROWS = Histogram.BUCKETS / COLUMNS;
    private static final float LEAST_WIDTH = Float.MIN_NORMAL;

    private Distribution() {}

    /**
     * A row of {@link #VALUES} values, which the caller closes. The array must have at least one value, of any type.
     */
    static NDArray of(NDArray array) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray all = DeviceValues.wide(array);
            long size = all.size();
            NDArray zero = all.getManager().zeros(new Shape(), all.getDataType(), all.getDevice());
            // a finite value minus itself is 0, any other gives NaN
            NDArray nothing = all.sub(all);
            NDArray isFinite = nothing.eq(0);
            NDArray nonFinite = count(nothing.neq(0), all);
            NDArray count = nonFinite.neg().add(size);
            NDArray mean = NDArrays.where(isFinite, all, zero.broadcast(all.getShape()))
                    .sum()
                    .div(count);
            // non-finite values are replaced by the mean, so that they do not affect the results below
            NDArray finite = NDArrays.where(isFinite, all, mean.broadcast(all.getShape()));
            NDArray std = finite.sub(mean).norm().div(count.sqrt());
            NDArray min = finite.min();
            NDArray max = finite.max();
            NDArray statistics = NDArrays.stack(new NDList(
                    all.norm(), mean, std, min, max, count(all.eq(0), all).div(size), nonFinite.div(size), min, max));
            return DeviceValues.kept(
                    NDArrays.concat(new NDList(statistics, buckets(finite.flatten(), isFinite.flatten(), min, max))));
        }
    }

    private static NDArray count(NDArray which, NDArray like) {
        // DJL sums booleans as 64-bit integers, which takes twice as long
        return which.toType(like.getDataType(), false).sum();
    }

    private static NDArray buckets(NDArray values, NDArray isFinite, NDArray min, NDArray max) {
        NDArray counts = values.getManager().zeros(new Shape(ROWS, COLUMNS), values.getDataType(), values.getDevice());
        // halved, because the full width may overflow
        NDArray begin = min.div(2);
        NDArray width = max.div(2).sub(begin).maximum(LEAST_WIDTH);
        for (long from = 0; from < values.size(); from += SLICE) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDIndex slice = new NDIndex("{}:{}", from, Math.min(from + SLICE, values.size()));
                NDArray place = values.get(slice)
                        .div(2)
                        .sub(begin)
                        .div(width)
                        .mul(Histogram.BUCKETS)
                        .floor()
                        .minimum(Histogram.BUCKETS - 1);
                NDArray row = place.div(COLUMNS).floor();
                NDArray column = place.sub(row.mul(COLUMNS));
                NDArray isCounted =
                        isFinite.get(slice).toType(values.getDataType(), false).expandDims(0);
                counts.addi(
                        is(row, ROWS).mul(isCounted).matMul(is(column, COLUMNS).transpose()));
            }
        }
        return counts.flatten();
    }

    /**
     * A row for each number below a bound: one if a value equals the number, else zero. Rows are several times as
     * fast as columns.
     */
    private static NDArray is(NDArray values, int below) {
        NDManager manager = values.getManager();
        NDArray numbers = manager.arange(0f, below, 1f, values.getDataType(), values.getDevice());
        return values.expandDims(0).eq(numbers.expandDims(1)).toType(values.getDataType(), false);
    }
}
