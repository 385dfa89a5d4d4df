package io.github.djltracker.structure.nets

import ai.djl.ndarray.NDArray
import ai.djl.ndarray.NDList
import ai.djl.ndarray.NDManager
import ai.djl.ndarray.types.DataType
import ai.djl.ndarray.types.Shape
import ai.djl.nn.AbstractBlock
import ai.djl.nn.Activation
import ai.djl.nn.Block
import ai.djl.nn.SequentialBlock
import ai.djl.nn.core.Linear
import ai.djl.training.ParameterStore
import ai.djl.util.PairList
import groovy.transform.CompileStatic
import java.util.function.Function
import java.util.function.Supplier

/** Networks as Groovy's users write them, in pairs that compute different things. */
class GroovyNets {
    /** Keeps the shape of its input, and counts its passes. */
    static abstract class Counted extends AbstractBlock {
        private int passes = 0

        abstract NDArray act(NDArray input)

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            passes++
            new NDList(act(inputs.singletonOrThrow()))
        }

        @Override
        Shape[] getOutputShapes(Shape[] inputShapes) {
            inputShapes
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {}
    }

    enum Mode { HALF, DOUBLE }

    static class Scale extends Counted {
        private final float k

        Scale(float k) {
            this.k = k
        }

        @Override
        NDArray act(NDArray input) {
            input.mul(k)
        }
    }

    /** Its fields are properties, which a map of names sets. */
    static class Configured extends Counted {
        final Map<String, Object> config
        final Mode mode

        Configured(Map<String, Object> config, Mode mode = Mode.HALF) {
            this.config = config
            this.mode = mode
        }

        @Override
        NDArray act(NDArray input) {
            input.mul(config.rate as float)
        }
    }

    static class Activated extends Counted {
        private final Closure<NDArray> f

        Activated(Closure<NDArray> f) {
            this.f = f
        }

        @Override
        NDArray act(NDArray input) {
            f(input)
        }
    }

    @CompileStatic
    static class Static extends Counted {
        private final float k

        Static(float k) {
            this.k = k
        }

        @Override
        NDArray act(NDArray input) {
            input.mul(k)
        }
    }

    private static Block net(Function<NDList, NDList> f) {
        new SequentialBlock().add(Linear.builder().setUnits(4).build()).add(f)
    }

    private static Closure<NDList> times(int factor) {
        { NDList list -> new NDList(list.head().mul(factor)) }
    }

    @CompileStatic
    private static Block staticNet(boolean isDoubled) {
        isDoubled
            ? net((NDList list) -> new NDList(list.head().mul(2)))
            : net((NDList list) -> new NDList(list.head().mul(3)))
    }

    @CompileStatic
    private static Block staticTimes(int factor) {
        net((NDList list) -> new NDList(list.head().mul(factor)))
    }

    private static final Closure<NDList> RELU = { NDList list -> Activation.relu(list) }
    private static final Closure<NDList> TANH = { NDList list -> Activation.tanh(list) }

    private static Supplier<Block>[] pair(Closure<Block> left, Closure<Block> right) {
        [left as Supplier<Block>, right as Supplier<Block>] as Supplier<Block>[]
    }

    static Map<String, Supplier<Block>[]> pairs() {
        [
            'relu and tanh as closures': pair({ net { Activation.relu(it) } }, { net { Activation.tanh(it) } }),
            'relu and tanh in a variable': pair({ net(RELU) }, { net(TANH) }),
            'closures coerced by hand': pair(
                { net(RELU as Function<NDList, NDList>) }, { net(TANH as Function<NDList, NDList>) }),
            'functions compiled statically': pair({ staticNet(true) }, { staticNet(false) }),
            'references to methods': pair({ net(Activation.&relu) }, { net(Activation.&tanh) }),
            'composed closures': pair({ net(times(2) >> RELU) }, { net(times(2) >> TANH) }),
            'composed in another order': pair({ net(times(2) >> TANH) }, { net(times(2) << TANH) }),
            'a field': pair({ new Scale(1) }, { new Scale(2) }),
            'a map in a property': pair({ new Configured(rate: 1.0) }, { new Configured(rate: 2.0) }),
            'an enum in a property': pair(
                { new Configured([rate: 1], Mode.HALF) }, { new Configured([rate: 1], Mode.DOUBLE) }),
            'a range in a map': pair(
                { new Configured([rate: 1, layers: 1..3]) }, { new Configured([rate: 1, layers: 1..4]) }),
            'a closure in a field': pair({ new Activated({ it.mul(2) }) }, { new Activated({ it.mul(3) }) }),
            'a field, compiled statically': pair({ new Static(1) }, { new Static(2) }),
        ]
    }

    /** A variable that a closure captured may change at any time, and is not in the hash. */
    static Map<String, Supplier<Block>[]> marked() {
        [
            'a captured factor': pair({ net(times(2)) }, { net(times(3)) }),
            'a captured factor, compiled statically': pair({ staticTimes(2) }, { staticTimes(3) }),
            'a closure with its first argument given': pair({ net(scaled().curry(2)) }, { net(scaled().curry(3)) }),
        ]
    }

    private static Closure<NDList> scaled() {
        { int factor, NDList list -> new NDList(list.head().mul(factor)) }
    }
}
