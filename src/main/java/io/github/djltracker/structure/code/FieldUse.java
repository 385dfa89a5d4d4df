package io.github.djltracker.structure.code;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the fields of a user-defined object are used, according to its class file, those of the classes around it, and
 * those of the objects that it holds. Fields that keep the value from the constructor are hyperparameters; the others
 * change. Immutable.
 */
public final class FieldUse {
    /** How a field is used, in order of increasing severity. */
    public enum Kind {
        /** Written while its object is built, and never again. */
        SET_ONCE,
        /** Written by initialisation. */
        INITIALISED,
        /** Written by methods that no forward pass reaches, such as a setter. */
        SETTABLE,
        /**
         * Possibly changed in place, like a cache or a history: a method that reads it changes something of its kind.
         */
        CHANGES_IN_PLACE,
        /** Written by a forward pass, such as a counter or the last input. */
        CHANGES
    }

    private static final ClassCache<FieldUse> KNOWN = new ClassCache<>();

    private final Map<String, Kind> kinds = new HashMap<>();

    private FieldUse(Set<Class<?>> types) {
        FieldAnalysis analysis = new FieldAnalysis(types);
        for (Class<?> type : types) {
            for (Class<?> user = type; user != null && isUsers(user); user = user.getSuperclass()) {
                for (Field field : declared(user)) {
                    kinds.computeIfAbsent(key(field), any -> analysis.kind(field));
                }
            }
        }
    }

    /**
     * Reads the class files of an object's class, of the classes of the objects that it holds, of their user-defined
     * superclasses, and of the classes nested in all of these.
     */
    public static FieldUse of(Class<?> type, Set<Class<?>> held) {
        Set<String> names = new TreeSet<>();
        held.forEach(one -> names.add(one.getName()));
        return KNOWN.get(type, names, () -> {
            Set<Class<?>> types = new LinkedHashSet<>();
            types.add(type);
            types.addAll(held);
            return new FieldUse(types);
        });
    }

    /** How a field of one of the classes is used. */
    public Kind kind(Field field) {
        return kinds.getOrDefault(key(field), Kind.CHANGES);
    }

    /** Whether the fields of a class were analysed. */
    public boolean covers(Class<?> type) {
        return declared(type).stream().allMatch(field -> kinds.containsKey(key(field)));
    }

    private static String key(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }

    /** Whether a class is neither the JDK's nor DJL's. */
    public static boolean isUsers(Class<?> type) {
        return type.getClassLoader() != null
                && !ClassNames.isDjl(type)
                && !type.getName().startsWith("java.");
    }

    /** Instance fields that a user-defined class declares itself; none if the class of one of them is missing. */
    public static List<Field> declared(Class<?> type) {
        List<Field> fields = new ArrayList<>(all(type));
        fields.removeIf(field -> Modifier.isStatic(field.getModifiers()));
        return fields;
    }

    /** The same, including static fields. */
    public static List<Field> all(Class<?> type) {
        try {
            return List.of(type.getDeclaredFields());
        } catch (LinkageError e) {
            return List.of();
        }
    }
}
