package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Pairs of blocks that look the same but compute different things. */
public final class AlikeBlocks {
    private AlikeBlocks() {}

    /** How to create two blocks. */
    public record Alike(Supplier<Block> one, Supplier<Block> other) {}

    private abstract static class Pass extends UserBlocks.SameShape {
        abstract NDArray pass(ParameterStore store, NDArray x, boolean training);

        @Override
        protected final NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(pass(store, inputs.head(), training));
        }
    }

    private static Block linear() {
        return Linear.builder().setUnits(20).build();
    }

    private static final class Freezing extends Pass {
        private final Block dropout =
                addChildBlock("dropout", Dropout.builder().optRate(0.5f).build());
        private final boolean isFrozen;

        Freezing(boolean isFrozen) {
            this.isFrozen = isFrozen;
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            return dropout.forward(store, new NDList(x), isFrozen ? false : training)
                    .head();
        }
    }

    private static final class Dilated extends Pass {
        private final List<Integer> dilations;

        Dilated(Integer... dilations) {
            this.dilations = Arrays.asList(dilations);
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            List<NDArray> all = new ArrayList<>();
            for (int each : dilations) {
                all.add(x.mul(each));
            }
            return all.get(0).add(all.get(1));
        }
    }

    private static final class Wired extends Pass {
        private final Block one;
        private final Block other;
        private final boolean isSwapped;

        Wired(Block one, Block other, boolean isSwapped) {
            this.one = addChildBlock("one", one);
            this.other = addChildBlock("other", other);
            this.isSwapped = isSwapped;
        }

        static Block net(boolean isSwapped) {
            Block one = linear();
            return new SequentialBlock()
                    .add(new Wired(one, linear(), isSwapped))
                    .add(one);
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            NDList first = (isSwapped ? other : one).forward(store, new NDList(x), training);
            return (isSwapped ? one : other).forward(store, first, training).head();
        }
    }

    private static final class Tied extends Pass {
        private final Parameter scale = addParameter(parameter("scale"));
        private final Parameter shift = addParameter(parameter("shift"));
        private final boolean isTied;

        Tied(boolean isTied) {
            this.isTied = isTied;
        }

        private static Parameter parameter(String name) {
            return Parameter.builder()
                    .setName(name)
                    .setType(Parameter.Type.OTHER)
                    .optShape(new Shape(20))
                    .optInitializer(Initializer.ONES)
                    .build();
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            return x.mul(scale.getArray()).add((isTied ? scale : shift).getArray());
        }
    }

    private static final class Ordered extends KeepingBlocks.Counted {
        private final List<Block> order = new ArrayList<>();

        Ordered(int... order) {
            List<Block> parts = List.of(addChildBlock("a", linear()), addChildBlock("b", linear()));
            for (int each : order) {
                this.order.add(parts.get(each));
            }
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(order.size());
        }
    }

    private static final class Setting extends Pass {
        private final int factor;

        Setting(int factor) {
            this.factor = factor;
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            NDArray all = x.mul(1);
            all.set(new NDIndex(":, 0"), part -> part.mul(factor));
            return all;
        }
    }

    private static final class Scaling extends Linear {
        private final int factor;

        Scaling(int factor) {
            super(Linear.builder().setUnits(20));
            this.factor = factor;
        }

        @Override
        public NDList forward(ParameterStore store, NDList inputs, boolean training) {
            return new NDList(super.forward(store, inputs, training).head().mul(factor));
        }
    }

    private static final class Taught extends SequentialBlock {
        private final int factor;

        Taught(int factor) {
            this.factor = factor;
            add(linear());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> params) {
            return new NDList(inputs.head().mul(factor));
        }
    }

    /** An object whose inner block uses its fields. */
    private static final class Enclosing {
        private final int factor;
        private final Block net = linear();

        Enclosing(int factor) {
            this.factor = factor;
        }

        Block block() {
            return new Inner();
        }

        private final class Inner extends Pass {
            @Override
            NDArray pass(ParameterStore store, NDArray x, boolean training) {
                return x.mul(factor + net.getChildren().size());
            }
        }
    }

    private static final class SetArray extends KeepingBlocks.Counted {
        private int[] factors = {1};

        static Block of(int... factors) {
            SetArray block = new SetArray();
            block.setFactors(factors);
            return block;
        }

        void setFactors(int... factors) {
            this.factors = factors;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(factors[0]);
        }
    }

    private static final class Values extends KeepingBlocks.Counted {
        private final Object value;

        Values(Object value) {
            this.value = value;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(value.toString().length());
        }
    }

    /** A list of numbers with its own class. */
    private static final class Dimensions extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;

        static Dimensions of(int... numbers) {
            Dimensions all = new Dimensions();
            Arrays.stream(numbers).forEach(all::add);
            return all;
        }
    }

    private static final class Constant extends Pass {
        private final float[] values;

        Constant(float... values) {
            this.values = values.clone();
        }

        @Override
        NDArray pass(ParameterStore store, NDArray x, boolean training) {
            NDManager manager = x.getManager();
            return x.add(manager.create(FloatBuffer.wrap(values), new Shape(1, 2), DataType.FLOAT32)
                    .sum());
        }
    }

    private static Alike of(Supplier<Block> one, Supplier<Block> other) {
        return new Alike(one, other);
    }

    /** All pairs, by their difference. */
    public static Map<String, Alike> all() {
        Map<String, Alike> all = new LinkedHashMap<>();
        all.put("a child that is not told of a training", of(() -> new Freezing(true), () -> new Freezing(false)));
        all.put("a list beside which others are made", of(() -> new Dilated(1, 2), () -> new Dilated(1, 4)));
        all.put("which of two children comes first", of(() -> Wired.net(true), () -> Wired.net(false)));
        all.put("which of two parameters is added", of(() -> new Tied(true), () -> new Tied(false)));
        all.put("children in a list", of(() -> new Ordered(0, 1, 1), () -> new Ordered(1, 0, 0)));
        all.put("a function that is given to an operation", of(() -> new Setting(2), () -> new Setting(3)));
        all.put("a forward of its own", of(() -> new Scaling(2), () -> new Scaling(3)));
        all.put("a pass with labels", of(() -> new Taught(2), () -> new Taught(3)));
        all.put("a field of the enclosing object", of(new Enclosing(2)::block, new Enclosing(3)::block));
        all.put("an array that was set", of(() -> SetArray.of(2), () -> SetArray.of(3)));
        all.put("a list of its own class", of(() -> new Values(Dimensions.of(1)), () -> new Values(Dimensions.of(2))));
        all.put("an object of DJL", of(() -> new Values(new Pair<>(1, 2)), () -> new Values(new Pair<>(1, 3))));
        all.put("what is in a buffer", of(() -> new Constant(1, 2), () -> new Constant(1, 3)));
        return all;
    }
}
