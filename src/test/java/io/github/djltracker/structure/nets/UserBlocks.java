package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Blocks as users write them, with hyperparameters in private fields. */
public final class UserBlocks {
    private UserBlocks() {}

    /** A block whose output has the shape of its input. */
    public abstract static class SameShape extends AbstractBlock {
        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
            for (Block child : getChildren().values()) {
                child.initialize(manager, dataType, inputShapes);
            }
        }
    }

    /** A residual block whose scale is only in a field. */
    public static final class Residual extends SameShape {
        private final List<Linear> layers = new ArrayList<>();
        private final float scale;
        private final long[] pattern = {1, 2};

        public Residual(int units, int depth, float scale) {
            this.scale = scale;
            for (int i = 0; i < depth; i++) {
                layers.add(
                        addChildBlock("layer", Linear.builder().setUnits(units).build()));
            }
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray result = inputs.singletonOrThrow();
            List<NDArray> steps = new ArrayList<>();
            for (Linear layer : layers) {
                result = Activation.relu(
                        layer.forward(store, new NDList(result), training).singletonOrThrow());
                steps.add(result);
            }
            NDArray sum = inputs.singletonOrThrow();
            for (NDArray step : steps) {
                sum = sum.add(step.mul(scale * pattern.length));
            }
            return new NDList(sum);
        }
    }

    /** Counts its passes, and scales by the count, so that an extra pass would be noticed. */
    public static final class Counting extends SameShape {
        private int passes;

        public int passes() {
            return passes;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            passes++;
            return new NDList(inputs.singletonOrThrow().mul(1f / passes));
        }
    }

    /** Has its own random generator. */
    public static final class Jitter extends SameShape {
        private final Random random;
        private final float width;

        public Jitter(Random random, float width) {
            this.random = random;
            this.width = width;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(inputs.singletonOrThrow().mul(1 + width * random.nextFloat()));
        }
    }
}
