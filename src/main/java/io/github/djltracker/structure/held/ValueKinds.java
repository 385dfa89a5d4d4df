package io.github.djltracker.structure.held;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.Shapes;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Classifies the values that users' objects hold by their types. */
public final class ValueKinds {
    /** Longer texts are written as their length and digest. */
    private static final int MAX_TEXT = 10_000;

    /** Number of characters of a text that count as one more value. */
    private static final int PART_OF_TEXT = 400;
    /** Number of bits of a number that count as one more value: the time to write it grows faster than its length. */
    private static final int PART_OF_NUMBER = 10;

    /** The values that a new Java array contains. */
    private static final Set<Object> ZEROS = Set.of(0, 0L, 0f, 0.0, (short) 0, (byte) 0, (char) 0, false);

    private ValueKinds() {}

    /** The number of values that a value counts as. The time to write it as text grows with its length, or faster. */
    public static int weight(Object value) {
        if (value instanceof String text) {
            return 1 + text.length() / PART_OF_TEXT;
        } else if (value instanceof BigInteger number) {
            return 1 + number.bitLength() / PART_OF_NUMBER;
        }
        return value instanceof BigDecimal number ? weight(number.unscaledValue()) : 1;
    }

    /** A value that is written unchanged; null if it is not such a value. */
    public static @Nullable Object simple(Object value) {
        if (value instanceof Boolean || value instanceof Float || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof String || value instanceof Character) {
            String text = ClassNames.text(value.toString());
            return text.length() <= MAX_TEXT ? text : Map.of("text", text.length(), "sha256", Digest.of(text));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Shape shape) {
            return Shapes.list(shape);
        }
        if (value instanceof Class<?> type) {
            return Map.of("class", ClassNames.of(type));
        }
        String type = value.getClass().getName();
        boolean isText = type.startsWith("java.time.")
                || type.startsWith("java.math.")
                || type.equals("java.util.UUID")
                || type.equals("java.util.Locale")
                || type.equals("java.util.regex.Pattern")
                || type.equals("java.net.URI");
        return isText ? Map.of("class", type, "text", value.toString()) : null;
    }

    public static boolean isPlain(Class<?> type) {
        return type.isPrimitive() || type == String.class || type.isEnum() || Number.class.isAssignableFrom(type);
    }

    /** Whether a class is a collection whose code is known to return its items and do nothing else. */
    public static boolean isLibrary(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.") || name.startsWith("kotlin.collections.");
    }

    /** Whether a user-defined class extends a collection of the JDK, where its items cannot be reached. */
    public static boolean keepsItemsOfJdk(Class<?> type) {
        Class<?> above = type;
        while (above != null && FieldUse.isUsers(above)) {
            above = above.getSuperclass();
        }
        return above != null
                && above.getName().startsWith("java.util.")
                && !above.getSimpleName().startsWith("Abstract");
    }

    /** Whether a value is a collection that cannot be modified. */
    public static boolean isUnmodifiable(@Nullable Object value) {
        String name = value == null ? "" : value.getClass().getName();
        return name.startsWith("java.util.ImmutableCollections")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.startsWith("scala.collection.immutable.");
    }

    /** Whether a collection or a map is not empty, or an array contains anything other than zeros. */
    public static boolean isFilled(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> Array.get(value, i))
                    .anyMatch(item -> item != null && !ZEROS.contains(item));
        }
        return isLibrary(value.getClass())
                && ((value instanceof Collection<?> items && !items.isEmpty())
                        || (value instanceof Map<?, ?> map && !map.isEmpty()));
    }

    public static boolean isFunction(Object value) {
        Class<?> type = value.getClass();
        if (type.isHidden() || type.isSynthetic()) {
            return SingleMethod.of(value) != null;
        }
        return !(value instanceof Record)
                && !type.getName().startsWith("scala.collection.") // a map is a function, but not treated as one
                && !(value instanceof Iterable<?>)
                && !(value instanceof Comparable<?>)
                && FieldUse.isUsers(type)
                && SingleMethod.of(type).stream()
                        .anyMatch(method -> SingleMethod.isMadeForFunctions(method.getDeclaringClass()));
    }

    /**
     * Whether a type is not part of a network's structure: DJL's arrays, a block's own parts, and everything that
     * only has state.
     */
    public static boolean isState(Class<?> type) {
        String name = type.getName();
        return NDArray.class.isAssignableFrom(type)
                || name.equals("ai.djl.ndarray.NDList")
                || Parameter.class.isAssignableFrom(type)
                || NDManager.class.isAssignableFrom(type)
                || Initializer.class.isAssignableFrom(type)
                || type == DataType.class
                || type == Device.class
                || java.util.random.RandomGenerator.class.isAssignableFrom(type)
                || (name.startsWith("java.util.concurrent.")
                        && !Collection.class.isAssignableFrom(type)
                        && !Map.class.isAssignableFrom(type)
                        && !type.isEnum())
                || name.startsWith("java.lang.ref.")
                || name.startsWith("java.io.")
                || name.startsWith("java.util.logging.")
                || type == Thread.class
                || ThreadLocal.class.isAssignableFrom(type)
                || type == Object.class
                || name.startsWith("org.slf4j.")
                || name.endsWith("Logger");
    }
}
