package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Blocks whose passes have side effects of many kinds, with the state that shows whether a pass was run. */
public final class BusyBlocks {
    private BusyBlocks() {}

    /** A block, and the state that its pass would change. */
    public record Busy(Block block, Supplier<List<?>> state) {}

    /** Returns a factor. */
    public static class Gate {
        public float factor() {
            return 2;
        }

        public float forward(float x) {
            return x;
        }
    }

    /** Counts how often it is called. */
    public static final class CountingGate extends Gate {
        private final int[] asked;

        CountingGate(int[] asked) {
            this.asked = asked;
        }

        @Override
        public float factor() {
            asked[0]++;
            return 3;
        }

        @Override
        public float forward(float x) {
            asked[0]++;
            return x;
        }
    }

    /** A block whose pass is a method of one array, written by subclasses. */
    private abstract static class Pass extends UserBlocks.SameShape {
        abstract NDArray pass(NDArray x);

        @Override
        protected final NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(pass(inputs.head()));
        }
    }

    private static final class MethodReference extends Pass {
        private final List<Gate> gates;

        MethodReference(Gate gate) {
            gates = List.of(gate);
        }

        @Override
        NDArray pass(NDArray x) {
            return x.mul(gates.stream().map(Gate::factor).reduce(1f, (a, b) -> a * b));
        }
    }

    private static final class NamedForward extends Pass {
        private final Gate gate;

        NamedForward(Gate gate) {
            this.gate = gate;
        }

        @Override
        NDArray pass(NDArray x) {
            return x.mul(gate.forward(2));
        }
    }

    private static final class InPair extends Pass {
        private final Pair<String, Gate> gate;

        InPair(Gate gate) {
            this.gate = new Pair<>("gate", gate);
        }

        @Override
        NDArray pass(NDArray x) {
            return x.mul(gate.getValue().factor());
        }
    }

    private static final class InRegistry extends Pass {
        /** A list with its own class. */
        private static final class Gates extends ArrayList<Gate> {
            private static final long serialVersionUID = 1L;
        }

        private final Gates gates = new Gates();

        InRegistry(Gate gate) {
            gates.add(gate);
        }

        @Override
        NDArray pass(NDArray x) {
            return x.mul(gates.get(0).factor());
        }
    }

    private static final class HandsOn extends Pass {
        private final Function<NDArray, NDArray> function;

        HandsOn(Function<NDArray, NDArray> function) {
            this.function = function;
        }

        @Override
        NDArray pass(NDArray x) {
            return Stream.of(x).map(function).findFirst().orElseThrow();
        }
    }

    private static final class InMap extends Pass {
        private final Map<String, Object> parts = new HashMap<>();

        InMap(Object part) {
            parts.put("it", part);
        }

        @Override
        NDArray pass(NDArray x) {
            return x.mul((Integer) ((Iterator<?>) parts.get("it")).next());
        }
    }

    private static final class Ticketed extends Pass {
        /** Is counted by the block that creates it. */
        private static final class Ticket {
            private final int number = 2;

            Ticket(Ticketed of) {
                of.made.add(1);
            }
        }

        private final List<Integer> made = new ArrayList<>();

        @Override
        NDArray pass(NDArray x) {
            return x.mul(new Ticket(this).number);
        }
    }

    private static final class UsageOfBlocks extends Pass {
        private final Block expert = Linear.builder().setUnits(20).build();
        private final Map<Block, Integer> usage = new LinkedHashMap<>();

        @Override
        NDArray pass(NDArray x) {
            usage.merge(expert, 1, Integer::sum);
            return x.mul(2);
        }
    }

    private static final class LastUsed extends Pass {
        private final List<Block> last = new ArrayList<>();
        private final Block expert =
                addChildBlock("expert", Linear.builder().setUnits(20).build());

        LastUsed() {
            last.add(expert);
            last.add(expert);
        }

        @Override
        NDArray pass(NDArray x) {
            last.clear();
            last.add(expert);
            return x.mul(2);
        }
    }

    private static final class Rotating extends Pass {
        private final Integer[] order = {1, 2, 3};

        @Override
        NDArray pass(NDArray x) {
            Collections.rotate(Arrays.asList(order), 1);
            return x.mul(order[0]);
        }
    }

    private static final class Chained extends Pass {
        private final float[] held = {1};

        @Override
        @SuppressWarnings("AssignmentExpression") // which is what this is about
        NDArray pass(NDArray x) {
            float[] one;
            float[] other = one = new float[2];
            held[0] = 7 + one.length + other.length;
            return x.mul(2);
        }
    }

    private static final class OfArray extends Pass {
        private final Pair<NDArray, String> mean;
        private final BiFunction<NDArray, NDArray, NDArray> change;

        OfArray(NDArray mean, BiFunction<NDArray, NDArray, NDArray> change) {
            this.mean = new Pair<>(mean, "mean");
            this.change = change;
        }

        @Override
        NDArray pass(NDArray x) {
            return change.apply(x, mean.getKey());
        }
    }

    private static final class PairOfArrays extends Pass {
        private final Pair<NDArray, String> mean;

        PairOfArrays(NDArray mean) {
            this.mean = new Pair<>(mean, "mean");
        }

        @Override
        NDArray pass(NDArray x) {
            mean.getKey().muli(0.5);
            return x.mul(2);
        }
    }

    private static final class OwnForward extends UserBlocks.SameShape {
        private final int[] passes;

        OwnForward(int[] passes) {
            this.passes = passes;
        }

        @Override
        public NDList forward(ParameterStore store, NDList inputs, boolean training) {
            passes[0]++;
            return new NDList(inputs.head().mul(2));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return new NDList(inputs.head().mul(2));
        }
    }

    /** All blocks, by their side effects. */
    public static Map<String, Busy> all(NDArray mean) {
        Map<String, Busy> all = new LinkedHashMap<>();
        int[] asked = new int[1];
        Supplier<List<?>> counter = () -> List.of(asked[0]);
        Supplier<List<?>> values = () -> List.of(mean.toFloatArray()[0]);
        Gate gate = new CountingGate(asked);
        all.put("calls an override by a method reference", new Busy(new MethodReference(gate), counter));
        all.put("calls an override that is named like a pass", new Busy(new NamedForward(gate), counter));
        all.put("calls an override of what is in a pair", new Busy(new InPair(gate), counter));
        all.put("calls an override of what is in a list of its own class", new Busy(new InRegistry(gate), counter));
        all.put(
                "has a function called that counts",
                new Busy(
                        new HandsOn(x -> {
                            asked[0]++;
                            return x;
                        }),
                        counter));
        Iterator<Integer> numbers = List.of(1, 2).iterator();
        all.put("moves on an iterator in a map", new Busy(new InMap(numbers), () -> List.of(numbers.next())));
        Ticketed ticketed = new Ticketed();
        all.put("counts in the constructor of another class", new Busy(ticketed, () -> List.copyOf(ticketed.made)));
        UsageOfBlocks usage = new UsageOfBlocks();
        all.put("counts how often a block is used", new Busy(usage, () -> List.copyOf(usage.usage.values())));
        LastUsed last = new LastUsed();
        all.put("keeps a list of blocks", new Busy(last, () -> List.copyOf(last.last)));
        Rotating rotating = new Rotating();
        all.put("rotates a Java array through a list", new Busy(rotating, () -> List.of(rotating.order.clone())));
        Chained chained = new Chained();
        all.put("writes to a Java array beside making others", new Busy(chained, () -> List.of(chained.held[0])));
        all.put("changes an array of the engine in a pair", new Busy(new PairOfArrays(mean), values));
        all.put(
                "has an array changed by a function",
                new Busy(new OfArray(mean, (x, held) -> x.add(held.addi(1))), values));
        all.put("counts in a forward of its own", new Busy(new OwnForward(asked), counter));
        return all;
    }
}
