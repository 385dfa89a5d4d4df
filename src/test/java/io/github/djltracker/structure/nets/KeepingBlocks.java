package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.nets.UserBlocks.SameShape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks that store something in a pass, so that running a pass would leave a trace, and that have hyperparameters in
 * fields.
 */
public final class KeepingBlocks {
    private KeepingBlocks() {}

    /** Keeps its last weights for a plot. The shapes of its parameters do not depend on the number of heads. */
    public static final class Attention extends SameShape {
        private final int heads;
        private @Nullable NDArray weights;

        public Attention(int heads) {
            this.heads = heads;
            addChildBlock("query", Linear.builder().setUnits(20).build());
        }

        public @Nullable NDArray weights() {
            return weights;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray query = getChildren()
                    .get(0)
                    .getValue()
                    .forward(store, inputs, training)
                    .singletonOrThrow();
            long rows = query.getShape().get(0);
            NDArray split = query.reshape(rows, heads, query.getShape().get(1) / heads);
            NDArray scores = split.matMul(split.transpose(0, 2, 1));
            weights = scores.softmax(-1);
            return new NDList(scores.softmax(-1).matMul(split).reshape(rows, -1));
        }
    }

    /** Counts its passes in a field, and in other ways that are common. */
    public abstract static class Counted extends SameShape {
        private static final Logger LOG = LoggerFactory.getLogger(Counted.class);

        private int passes;
        private final AtomicLong atomic = new AtomicLong();
        private final int[] inArray = new int[1];
        private final List<Integer> history = new ArrayList<>();
        private final Map<String, Integer> byName = new HashMap<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Random random = new Random();
        private final Logger log = LOG;
        private final Seen seen = new Seen();
        private long started;

        /** The number of rows in the last pass. */
        private static final class Seen {
            private long rows;

            boolean hasRows() {
                return rows > 0;
            }
        }

        abstract NDArray act(NDArray input);

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            passes++;
            atomic.incrementAndGet();
            inArray[0]++;
            history.add(passes);
            byName.merge("passes", 1, Integer::sum);
            seen.rows = inputs.head().getShape().get(0);
            random.nextFloat();
            if (started == 0) {
                started = System.nanoTime();
            }
            lock.lock();
            try {
                log.trace("pass {}, with rows: {}", passes, seen.hasRows());
                return new NDList(act(inputs.singletonOrThrow()));
            } finally {
                lock.unlock();
            }
        }
    }

    /** How an array is scaled. */
    public enum Mode {
        HALF,
        DOUBLE
    }

    /** Two numbers. */
    public record Range(float low, float high) {}

    /** A plain object. */
    public static final class Policy {
        private final float factor;
        private final @Nullable Policy next;

        public Policy(float factor, @Nullable Policy next) {
            this.factor = factor;
            this.next = next;
        }

        float total() {
            return next == null ? factor : factor * next.total();
        }
    }

    /** A functional interface of the user. */
    public interface Scaler {
        NDArray scale(NDArray array);
    }

    /** One hyperparameter of any type, whose text determines the result. */
    public static final class Any extends Counted {
        private final Object value;

        public Any(Object value) {
            this.value = value;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(1 + Math.abs(value.toString().hashCode() % 7));
        }
    }

    /** Fields of primitive types, set by a private method that only the constructor calls. */
    public static final class Primitives extends Counted {
        private int i;
        private long l;
        private float f;
        private double d;
        private boolean b;
        private char c;
        private short s;
        private byte y;

        public Primitives(int i, long l, float f, double d, boolean b, char c, short s, byte y) {
            this.i = i;
            this.l = l;
            this.b = b;
            this.c = c;
            set(f, d, s, y);
        }

        private void set(float newF, double newD, short newS, byte newY) {
            f = newF;
            d = newD;
            s = newS;
            y = newY;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(i + l + f + d + (b ? 1 : 0) + c + s + y);
        }
    }

    /** A hyperparameter in a superclass. */
    public static class Parent extends Counted {
        protected final float alpha;

        protected Parent(float alpha) {
            this.alpha = alpha;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(alpha);
        }
    }

    /** A field with the same name as a field of its superclass. */
    @SuppressWarnings("HidingField") // on purpose
    public static final class Child extends Parent {
        private final float alpha;

        public Child(float parent, float alpha) {
            super(parent);
            this.alpha = alpha;
        }

        @Override
        NDArray act(NDArray input) {
            return super.act(input).add(alpha);
        }
    }

    /** A function in a field. */
    public static final class Activated extends Counted {
        private final Function<NDArray, NDArray> function;

        public Activated(Function<NDArray, NDArray> function) {
            this.function = function;
        }

        @Override
        NDArray act(NDArray input) {
            return function.apply(input);
        }
    }

    /** A user's own functional interface in a field. */
    public static final class Scaled extends Counted {
        private final Scaler scaler;

        public Scaled(Scaler scaler) {
            this.scaler = scaler;
        }

        @Override
        NDArray act(NDArray input) {
            return scaler.scale(input);
        }
    }

    /** A hyperparameter with a setter, so that it may change. */
    public static final class Settable extends Counted {
        private float factor = 1;

        public void setFactor(float factor) {
            this.factor = factor;
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(factor);
        }
    }

    /** Refers to itself, directly and in an array. */
    public static final class Holder extends Counted {
        private final Object self;
        private final Object[] inArray;

        public Holder() {
            this.self = this;
            this.inArray = new Object[] {this};
        }

        private Holder(Object other) {
            this.self = other;
            this.inArray = new Object[] {other, this};
        }

        public static Holder of(Object other) {
            return new Holder(other);
        }

        @Override
        NDArray act(NDArray input) {
            return input.mul(self == this ? 1 : inArray.length);
        }
    }

    /** Two values of each type, which differ in one hyperparameter. */
    public static Map<String, Object[]> values() {
        Map<String, Object[]> values = new LinkedHashMap<>();
        values.put("int", new Object[] {1, 2});
        values.put("long", new Object[] {1L, 3L});
        values.put("float", new Object[] {0.1f, 0.2f});
        values.put("double", new Object[] {0.1, Double.NaN});
        values.put("boolean", new Object[] {true, false});
        values.put("text", new Object[] {"a", "b"});
        values.put("enum", new Object[] {Mode.HALF, Mode.DOUBLE});
        values.put("record", new Object[] {new Range(0, 1), new Range(0, 2)});
        values.put("array of int", new Object[] {new int[] {1, 2}, new int[] {2, 1}});
        values.put("array of text", new Object[] {new String[] {"a"}, new String[] {"a", "b"}});
        values.put("array of arrays", new Object[] {new float[][] {{1}, {2}}, new float[][] {{1, 2}}});
        values.put("list", new Object[] {List.of(1, 2), List.of(1, 3)});
        values.put("changeable list", new Object[] {new ArrayList<>(List.of(1)), new ArrayList<>(List.of(2))});
        values.put("long list", new Object[] {numbers(100, 1), numbers(100, 2)});
        values.put("map", new Object[] {Map.of("k", 1, "l", 2), Map.of("k", 2, "l", 1)});
        values.put("set", new Object[] {Set.of("a", "b"), new HashSet<>(List.of("a", "c"))});
        values.put("optional", new Object[] {Optional.of(1), Optional.empty()});
        values.put("shape", new Object[] {new Shape(1, 2), new Shape(2, 1)});
        values.put("duration", new Object[] {Duration.ofMillis(1), Duration.ofMillis(2)});
        values.put("decimal", new Object[] {new BigDecimal("1.0"), new BigDecimal("1.5")});
        values.put("class", new Object[] {String.class, Integer.class});
        values.put("object", new Object[] {new Policy(1, new Policy(2, null)), new Policy(1, new Policy(3, null))});
        values.put("list of records", new Object[] {List.of(new Range(0, 1)), List.of(new Range(1, 1))});
        return values;
    }

    private static List<Integer> numbers(int count, int step) {
        Integer[] numbers = new Integer[count];
        Arrays.setAll(numbers, i -> i * step);
        return Arrays.asList(numbers);
    }

    /** A function that captured a number. */
    public static UnaryOperator<NDArray> times(float factor) {
        return array -> array.mul(factor);
    }
}
