package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.nets.UserBlocks.SameShape;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Blocks whose passes use objects that the blocks hold, or differ in training. */
public final class HelpedBlocks {
    private HelpedBlocks() {}

    /** A block whose pass is a method of one array. */
    private abstract static class OneArray extends SameShape {
        abstract NDArray pass(NDArray input, boolean training);

        @Override
        protected final NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(pass(inputs.head(), training));
        }
    }

    /** Drops random values in training. */
    public static final class DropPath extends OneArray {
        private final float rate;

        public DropPath(float rate) {
            this.rate = rate;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return dropped(input, training);
        }

        private NDArray dropped(NDArray input, boolean isTraining) {
            if (!isTraining || rate == 0) {
                return input.mul(1);
            }
            NDArray kept =
                    input.getManager().randomUniform(0, 1, input.getShape()).gte(rate);
            return input.mul(kept).div(1 - rate);
        }
    }

    /** Reads values in training, which cannot be followed. */
    public static final class Watched extends OneArray {
        @Override
        NDArray pass(NDArray input, boolean training) {
            return training ? input.mul(input.sum().getFloat()) : input.mul(2);
        }
    }

    /** Checks for training, but then does the same. */
    public static final class Asking extends OneArray {
        @Override
        NDArray pass(NDArray input, boolean training) {
            NDArray dropped = input.getNDArrayInternal().relu();
            int factor = 2;
            if (training) {
                factor += 0;
            }
            return dropped.mul(factor);
        }
    }

    /** Uses its labels in training. */
    public static final class Taught extends OneArray {
        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.mul(2);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> params) {
            return new NDList(inputs.head().add(labels.head()));
        }
    }

    /** Takes its factor from a helper, whose class may be any subclass. */
    public static final class Measured extends OneArray {
        private final Meter meter;

        public Measured(Meter meter) {
            this.meter = meter;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.mul(meter.factor());
        }
    }

    /** Counts how often it is called. */
    public static final class Counting extends Meter {
        public int asked;

        public Counting(int limit) {
            super(limit);
        }

        @Override
        public float factor() {
            asked++;
            return super.factor();
        }
    }

    /** Counts in a helper from another file. */
    public static final class Metered extends OneArray {
        private final Meter meter;

        public Metered(int limit) {
            meter = new Meter(limit);
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            meter.passes++;
            return input.mul(meter.limit);
        }
    }

    /** Changes an array in a list. */
    public static final class Summing extends OneArray {
        private final List<int[]> sums = List.of(new int[1]);

        @Override
        NDArray pass(NDArray input, boolean training) {
            sums.get(0)[0]++;
            return input.mul(2);
        }

        public int sum() {
            return sums.get(0)[0];
        }
    }

    /** Changes arrays of the engine in a map. */
    public static final class Averaging extends OneArray {
        private final Map<String, NDArray> means;

        public Averaging(NDArray mean) {
            means = Map.of("mean", mean);
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            means.get("mean").addi(1);
            return input.mul(2);
        }
    }

    /** Takes another factor in each pass. */
    public static final class Alternating extends OneArray {
        private final Iterator<Integer> factors;

        public Alternating(Iterator<Integer> factors) {
            this.factors = factors;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.mul(factors.next());
        }
    }

    /** Adds an array that it holds. */
    public static final class Shifted extends OneArray {
        private final NDArray shift;
        private final int factor;

        public Shifted(NDArray shift, int factor) {
            this.shift = shift;
            this.factor = factor;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.mul(factor).add(shift);
        }
    }

    /** Scales an array that it holds before it adds it. */
    public static final class ScaledShift extends OneArray {
        private final NDArray shift;
        private final int factor;

        public ScaledShift(NDArray shift, int factor) {
            this.shift = shift;
            this.factor = factor;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.add(shift.mul(factor));
        }
    }

    /** A list that counts how often an element is read. */
    public static final class CountingList extends AbstractList<Integer> {
        public int taken;

        @Override
        public Integer get(int index) {
            taken++;
            return 3;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** Takes its factor from a list of any class. */
    public static final class Listed extends OneArray {
        private final List<Integer> factors;

        public Listed(List<Integer> factors) {
            this.factors = factors;
        }

        @Override
        NDArray pass(NDArray input, boolean training) {
            return input.mul(factors.get(0));
        }
    }
}
