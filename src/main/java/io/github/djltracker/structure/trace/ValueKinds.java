package io.github.djltracker.structure.trace;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kinds of values users' objects hold, by their types. */
final class ValueKinds {
    /** Longer texts are written as their length and digest. */
    private static final int MAX_TEXT = 10_000;

    private ValueKinds() {}

    /** A value that is written as it is; null if it is none. */
    static @Nullable Object simple(Object value) {
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

    static boolean isPlain(Class<?> type) {
        return type.isPrimitive() || type == String.class || type.isEnum() || Number.class.isAssignableFrom(type);
    }

    /** Collections whose code is known to give what is in them, and to do nothing else. */
    static boolean isLibrary(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.") || name.startsWith("kotlin.collections.");
    }

    static boolean isFunction(Object value) {
        Class<?> type = value.getClass();
        if (type.isHidden() || type.isSynthetic()) {
            return SingleMethod.of(value) != null;
        }
        return !(value instanceof Record)
                && !type.getName().startsWith("scala.collection.") // a map is a function of its keys, but not to us
                && !(value instanceof Iterable<?>)
                && !(value instanceof Comparable<?>)
                && FieldUse.isUsers(type)
                && SingleMethod.of(type).stream()
                        .anyMatch(method -> SingleMethod.isMadeForFunctions(method.getDeclaringClass()));
    }

    /** What is not a part of a network's structure: arrays, the block's own parts, and all that only has a state. */
    static boolean isState(Class<?> type) {
        String name = type.getName();
        return NDArray.class.isAssignableFrom(type)
                || name.equals("ai.djl.ndarray.NDList")
                || Parameter.class.isAssignableFrom(type)
                || NDManager.class.isAssignableFrom(type)
                || Initializer.class.isAssignableFrom(type)
                || type == DataType.class
                || type == Device.class
                || java.util.random.RandomGenerator.class.isAssignableFrom(type)
                || name.startsWith("java.util.concurrent.")
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
