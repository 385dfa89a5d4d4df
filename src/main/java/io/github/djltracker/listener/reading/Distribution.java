package io.github.djltracker.listener.reading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.List;

/**
 * How the values of an array are distributed, computed on its device: mean, standard deviation (of all values, not of a
 * sample), least and greatest are of its finite values, NaN if there are none; zeros and non-finite values are shares of all,
 * 0 to 1; the norm is of all, so that it is NaN or infinite as soon as one of them is.
 */
final class Distribution {
    /** What a row has, in its order. */
    static final List<String> NAMES = List.of("norm", "mean", "std", "min", "max", "zeros", "non_finite");

    private Distribution() {}

    /** A row of values by {@link #NAMES}; the caller closes it. The array has at least one value, of any type. */
    static NDArray of(NDArray array) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray all = DeviceValues.wide(array);
            long size = all.size();
            // a finite value less itself is 0, any other NaN
            NDArray nothing = all.sub(all);
            NDArray isFinite = nothing.eq(0);
            NDArray nonFinite = count(nothing.neq(0), all);
            NDArray count = nonFinite.neg().add(size);
            NDArray mean = NDArrays.where(isFinite, all, all.zerosLike()).sum().div(count);
            // with the mean in place of what is not finite, that bears on nothing below
            NDArray finite = NDArrays.where(isFinite, all, mean.broadcast(all.getShape()));
            NDArray std = finite.sub(mean).square().sum().div(count).sqrt();
            return DeviceValues.kept(NDArrays.stack(new NDList(
                    all.norm(),
                    mean,
                    std,
                    finite.min(),
                    finite.max(),
                    count(all.eq(0), all).div(size),
                    nonFinite.div(size))));
        }
    }

    private static NDArray count(NDArray which, NDArray like) {
        return which.sum().toType(like.getDataType(), false);
    }
}
