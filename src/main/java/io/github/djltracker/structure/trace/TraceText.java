package io.github.djltracker.structure.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexBooleans;
import ai.djl.ndarray.index.dim.NDIndexElement;
import ai.djl.ndarray.index.dim.NDIndexFixed;
import ai.djl.ndarray.index.dim.NDIndexPick;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.index.dim.NDIndexTake;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts the arguments of traced operations: to text that is the same in every JVM, and from proxies to real
 * arrays.
 */
final class TraceText {
    /** Maximum number of items in an argument that are written out; more are written as their count and digest. */
    private static final int MAX_ITEMS = 64;

    private TraceText() {}

    static String operation(String name, @Nullable Object[] arguments, Function<@Nullable Object, String> text) {
        StringJoiner list = new StringJoiner(",", name + "(", ")");
        for (Object argument : arguments) {
            list.add(text.apply(argument));
        }
        return list.toString();
    }

    /** Whether a call of a recurrent operation would drop values at random: in training, at a rate above zero. */
    static boolean drops(String name, @Nullable Object[] arguments) {
        if (!name.equals("rnn") && !name.equals("lstm") && !name.equals("gru")) {
            return false;
        }
        boolean training = false;
        boolean rate = false;
        for (Object argument : arguments) {
            training |= Boolean.TRUE.equals(argument);
            rate |= argument instanceof Double value && value > 0;
        }
        return training && rate;
    }

    /** @param nested how items are written */
    static String text(@Nullable Object value, Function<@Nullable Object, String> nested) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return value instanceof Number && !isSimple(value)
                    ? ClassNames.of(value.getClass())
                    : CanonicalJson.of(value);
        }
        if (value instanceof String || value instanceof Character) {
            return CanonicalJson.of(ClassNames.text(value.toString()));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Shape shape) {
            return CanonicalJson.of(Shapes.list(shape));
        }
        if (value instanceof Device) {
            return "device";
        }
        if (value instanceof NDIndex index) {
            return index(index, nested);
        }
        if (value instanceof Pair<?, ?> pair) {
            return "(" + nested.apply(pair.getKey()) + "," + nested.apply(pair.getValue()) + ")";
        }
        List<@Nullable Object> items = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
        } else if (value instanceof Collection<?> collection) {
            items.addAll(collection);
        } else if (value instanceof PairList<?, ?> pairs) {
            pairs.forEach(items::add);
        } else if (value instanceof Buffer buffer) {
            addAll(buffer, items);
        } else {
            return ClassNames.of(value.getClass());
        }
        StringJoiner list = new StringJoiner(",", "[", "]");
        items.forEach(item -> list.add(nested.apply(item)));
        return items.size() <= MAX_ITEMS
                ? list.toString()
                : "items(" + items.size() + "," + Digest.of(list.toString()) + ")";
    }

    private static void addAll(Buffer buffer, List<@Nullable Object> items) {
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            if (buffer instanceof FloatBuffer floats) {
                items.add(floats.get(i));
            } else if (buffer instanceof DoubleBuffer doubles) {
                items.add(doubles.get(i));
            } else if (buffer instanceof IntBuffer ints) {
                items.add(ints.get(i));
            } else if (buffer instanceof LongBuffer longs) {
                items.add(longs.get(i));
            } else if (buffer instanceof ByteBuffer bytes) {
                items.add(bytes.get(i));
            }
        }
    }

    private static boolean isSimple(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double
                || value instanceof Short
                || value instanceof Byte;
    }

    private static String index(NDIndex index, Function<@Nullable Object, String> nested) {
        StringJoiner elements = new StringJoiner(",", "index(", ")");
        for (int i = 0; i < index.getIndices().size(); i++) {
            NDIndexElement element = index.getIndices().get(i);
            if (i == index.getEllipsisIndex()) {
                elements.add("...");
            }
            if (element instanceof NDIndexFixed fixed) {
                elements.add(Long.toString(fixed.getIndex()));
            } else if (element instanceof NDIndexSlice slice) {
                elements.add(part(slice.getMin()) + ":" + part(slice.getMax()) + ":" + part(slice.getStep()));
            } else if (element instanceof NDIndexBooleans booleans) {
                elements.add("where " + nested.apply(booleans.getIndex()));
            } else if (element instanceof NDIndexTake take) {
                elements.add("take " + nested.apply(take.getIndex()));
            } else if (element instanceof NDIndexPick pick) {
                elements.add("pick " + nested.apply(pick.getIndex()));
            } else {
                elements.add(ClassNames.simple(element.getClass()));
            }
        }
        return elements.toString();
    }

    private static String part(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    /** The argument with its proxies replaced by real arrays, at any depth that DJL's methods accept. */
    static @Nullable Object unwrapped(@Nullable Object value, UnaryOperator<NDArray> real) {
        if (value instanceof NDArray array) {
            return real.apply(array);
        }
        if (value instanceof NDList list) {
            NDList copy = new NDList(list.size());
            list.forEach(array -> copy.add(real.apply(array)));
            return copy;
        }
        if (value instanceof NDArray[] arrays) {
            NDArray[] copy = new NDArray[arrays.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = real.apply(arrays[i]);
            }
            return copy;
        }
        if (value instanceof Object[] items && items.getClass() == Object[].class) {
            @Nullable Object[] copy = new @Nullable Object[items.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = unwrapped(items[i], real);
            }
            return copy;
        }
        if (value instanceof NDIndex index) {
            return unwrapped(index, real);
        }
        if (value instanceof List<?> items && items.stream().anyMatch(NDArray.class::isInstance)) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(unwrapped(item, real)));
            return copy;
        }
        return value;
    }

    private static NDIndex unwrapped(NDIndex index, UnaryOperator<NDArray> real) {
        List<NDIndexElement> elements = index.getIndices();
        for (int i = 0; i < elements.size(); i++) {
            NDIndexElement element = elements.get(i);
            if (element instanceof NDIndexBooleans booleans && isProxy(booleans.getIndex())) {
                elements.set(i, new NDIndexBooleans(real.apply(booleans.getIndex())));
            } else if (element instanceof NDIndexTake take && isProxy(take.getIndex())) {
                elements.set(i, new NDIndexTake(real.apply(take.getIndex())));
            } else if (element instanceof NDIndexPick pick && isProxy(pick.getIndex())) {
                elements.set(i, new NDIndexPick(real.apply(pick.getIndex())));
            }
        }
        return index;
    }

    /** Whether it is a proxy: an index that contains one was created by the traced code, and may be changed. */
    private static boolean isProxy(NDArray array) {
        return Proxy.isProxyClass(array.getClass());
    }
}
