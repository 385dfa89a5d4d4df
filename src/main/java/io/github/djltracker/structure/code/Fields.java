package io.github.djltracker.structure.code;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of DJL's own classes by reflection, for which DJL's jars are open both on the class path and on
 * the module path. User-defined classes may not be open, so they are never read here: what is readable must not
 * depend on how a program is started.
 */
public final class Fields {
    /** Fields that initialisation, loading or a pass sets, so that they differ between runs of one network. */
    private static final Set<String> VOLATILE = Set.of(
            "version",
            "inputShapes",
            "inputShape",
            "outputDataTypes",
            "inputNames",
            "shiftBatchAxis",
            "reverseShiftBatchAxis",
            "ai.djl.modality.cv.MultiBoxPrior.steps"); // filled in by the first pass

    private static final ClassValue<List<Field>> OF_CLASS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return read(type);
        }
    };

    private Fields() {}

    /** Instance fields that a DJL class declares itself and that can be read, in order; none for other classes. */
    public static List<Field> declared(Class<?> type) {
        return OF_CLASS.get(type);
    }

    public static @Nullable Object value(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible", e);
        }
    }

    private static List<Field> read(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        if (!ClassNames.isDjl(type)) {
            return fields;
        }
        Field[] declared;
        try {
            declared = type.getDeclaredFields();
        } catch (LinkageError e) { // the class of a field is missing
            return fields;
        }
        for (Field field : declared) {
            boolean outer = field.isSynthetic() && field.getName().startsWith("this$");
            if (!Modifier.isStatic(field.getModifiers())
                    && !outer
                    && !VOLATILE.contains(field.getName())
                    && !VOLATILE.contains(type.getName() + "." + field.getName())
                    && field.trySetAccessible()) {
                fields.add(field);
            }
        }
        return List.copyOf(fields);
    }
}
