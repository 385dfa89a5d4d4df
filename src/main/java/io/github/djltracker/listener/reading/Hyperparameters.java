package io.github.djltracker.listener.reading;

import ai.djl.training.tracker.ParameterTracker;
import io.github.djltracker.listener.environment.CommandLine;
import io.github.djltracker.listener.environment.SafeText;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an optimizer, a loss or a learning rate tracker, read from its fields: numbers, booleans, text,
 * enums, arrays of int, and nested trackers. A field is masked if its name suggests a secret. What changes with every
 * step is left out, and so are arrays on a device.
 */
final class Hyperparameters {
    /** Counters and caches of DJL's optimizers and trackers, and accumulators of its evaluators. */
    private static final Set<String> STATE = Set.of("numUpdate", "updateCounts", "totalInstances", "totalLoss");

    private static final int MAX_DEPTH = 4;

    /** A field that is read, unless its module does not allow it. */
    private record Setting(Field field, boolean isReadable, boolean isSecret) {}

    /** The settings of a class, those of superclasses first. */
    private record Type(String name, List<Setting> settings) {}

    /** Looking up fields takes a hundred times as long as reading them, and they are read at every epoch. */
    private static final ClassValue<Type> TYPES = new ClassValue<>() {
        @Override
        protected Type computeValue(Class<?> type) {
            return type(type);
        }
    };

    private Hyperparameters() {}

    /** The class as {@code type}, and the settings by the names of their fields, those of superclasses first. */
    static Map<String, @Nullable Object> of(Object owner) {
        return of(owner, 0);
    }

    private static Map<String, @Nullable Object> of(Object owner, int depth) {
        Type type = TYPES.get(owner.getClass());
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("type", type.name);
        List<String> unreadable = new ArrayList<>();
        for (Setting setting : type.settings) {
            read(owner, setting, depth, settings, unreadable);
        }
        if (!unreadable.isEmpty()) {
            settings.put("unreadable", unreadable);
        }
        return settings;
    }

    private static Type type(Class<?> of) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type = of; type != null && type != Object.class; type = type.getSuperclass()) {
            types.add(0, type);
        }
        List<Setting> settings = new ArrayList<>();
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !STATE.contains(field.getName())) {
                    settings.add(new Setting(field, field.trySetAccessible(), CommandLine.isSecret(field.getName())));
                }
            }
        }
        return new Type(typeName(of), settings);
    }

    /** The simple name of a class, or the last part of its binary name if it has none. */
    static String simpleName(Class<?> type) {
        String name = typeName(type);
        return type.getSimpleName().isEmpty() || name.endsWith("$$Lambda")
                ? name.substring(name.lastIndexOf('.') + 1)
                : type.getSimpleName();
    }

    /** The binary name, without the number of a lambda, which differs in every JVM. */
    private static String typeName(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda) + "$$Lambda";
    }

    private static void read(
            Object owner, Setting setting, int depth, Map<String, @Nullable Object> settings, List<String> unreadable) {
        String name = setting.field.getName();
        if (!setting.isReadable) {
            unreadable.add(name);
            return;
        }
        try {
            Object value = setting.isSecret ? CommandLine.MASK : setting.field.get(owner);
            if (value instanceof LearningRate rate) {
                value = rate.tracker();
            }
            if (value instanceof ParameterTracker tracker && depth < MAX_DEPTH) {
                settings.put(name, of(tracker, depth + 1));
            } else {
                Object json = json(value);
                if (json != null) {
                    settings.put(name, json);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            unreadable.add(name);
        }
    }

    private static @Nullable Object json(@Nullable Object value) {
        if ((value instanceof Float || value instanceof Double) && !Double.isFinite(((Number) value).doubleValue())) {
            return value.toString();
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return SafeText.of(text);
        }
        if (value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof int[] numbers) {
            List<Object> list = new ArrayList<>(numbers.length);
            for (int number : numbers) {
                list.add(number);
            }
            return list;
        }
        return null;
    }
}
