package io.github.djltracker.structure.trace;

import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.SingleMethod;
import io.github.djltracker.structure.held.ValueKinds;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that functions captured: the fields of their objects. */
final class CapturedValues {
    private CapturedValues() {}

    /**
     * The fields in which a function's class keeps captured values, in a fixed order, followed by those of
     * user-defined superclasses.
     */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = sorted(type);
        for (Class<?> above = type.getSuperclass();
                above != null && FieldUse.isUsers(above) && !ClassNames.isOfLanguage(above);
                above = above.getSuperclass()) {
            fields.addAll(sorted(above));
        }
        return fields;
    }

    private static List<Field> sorted(Class<?> type) {
        List<Field> fields = new ArrayList<>(FieldUse.declared(type));
        fields.sort(
                Comparator.comparing((Field field) -> field.getName().length()).thenComparing(Field::getName));
        return fields;
    }

    /** What the user can do to make the values readable that functions of a class captured. */
    static String remedy(Class<?> type) {
        return SingleMethod.isComposed(type)
                ? "start Java with --add-opens java.base/java.util.function="
                        + Objects.requireNonNullElse(
                                CapturedValues.class.getModule().getName(), "ALL-UNNAMED")
                : "add \"opens " + type.getPackageName() + ";\" to module-info.java";
    }

    /** What an opaque function captured, in canonical form: values if they can be determined, otherwise types. */
    static List<Object> forms(Object function, FunctionForm functions, BlockNode node) {
        boolean isDjl = ClassNames.isDjl(function.getClass());
        List<Object> forms = new ArrayList<>();
        ObjectForm form = new ObjectForm(function, HeldObjects.of(function), functions, node);
        if (Proxy.isProxyClass(function.getClass())) {
            node.isOfSecondForm = true;
            forms.add(form.handler(Proxy.getInvocationHandler(function)));
            return forms;
        }
        for (Field field : fields(function.getClass())) {
            boolean isReadable = field.trySetAccessible();
            if (isDjl) {
                forms.add(ofDjl(isReadable ? Fields.value(field, function) : field.getType(), functions, node));
                continue;
            }
            Object value = isReadable ? Fields.value(field, function) : null;
            boolean isKept = Modifier.isFinal(field.getModifiers()) || form.isKept(field);
            Object kept = isKept ? form.captured(value) : null;
            if (kept != null) {
                node.isOfSecondForm = true;
            } else if (!isKept) {
                node.uncertain("its function " + ClassNames.of(function.getClass()) + " has a field " + field.getName()
                        + " that may change, so its value is not in the hash");
            } else if (value != null && !ValueKinds.isState(value.getClass())) {
                node.uncertain("its function " + ClassNames.of(function.getClass()) + " captured an object of "
                        + ClassNames.of(value.getClass()) + ", which is not in the hash: make it a record");
            } else if (!isReadable) {
                node.uncertain("the values that the function " + ClassNames.of(function.getClass())
                        + " captured cannot be read: " + remedy(function.getClass()));
            }
            forms.add(kept == null ? ClassNames.of(field.getType()) : kept);
        }
        return forms;
    }

    private static Object ofDjl(@Nullable Object value, FunctionForm functions, BlockNode node) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Class<?> type) {
            return ClassNames.of(type);
        }
        if (value instanceof Function<?, ?> inner) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("opaque", ClassNames.of(inner.getClass()));
            List<Object> captured = forms(inner, functions, node);
            if (!captured.isEmpty()) {
                form.put("captured", captured);
            }
            return form;
        }
        return TraceText.text(value, item -> item == null ? "null" : ClassNames.of(item.getClass()));
    }
}
