package io.github.djltracker.structure.trace;

import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What functions captured: the fields of their objects. */
final class CapturedValues {
    private static final int MAX_OBJECTS = 1_000;

    private CapturedValues() {}

    /** The fields in which a function's class keeps what it captured, in their order. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>(FieldUse.declared(type));
        fields.sort(
                Comparator.comparing((Field field) -> field.getName().length()).thenComparing(Field::getName));
        return fields;
    }

    /** All objects that a function holds, through other objects of users as well; null if some cannot be read. */
    static @Nullable List<Object> behind(Object function) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> behind = new ArrayList<>();
        Deque<Object> open = new ArrayDeque<>();
        seen.add(function);
        open.add(function);
        while (!open.isEmpty() && behind.size() < MAX_OBJECTS) {
            Object owner = open.pop();
            for (Class<?> type = owner.getClass();
                    type != null && FieldUse.isUsers(type);
                    type = type.getSuperclass()) {
                for (Field field : FieldUse.declared(type)) {
                    if (field.getType().isPrimitive()) {
                        continue;
                    }
                    if (!field.trySetAccessible()) {
                        return null;
                    }
                    Object value = Fields.value(field, owner);
                    if (value != null && seen.add(value)) {
                        behind.add(value);
                        open.push(value);
                    }
                }
            }
        }
        return behind;
    }

    /** What an opaque function captured, in canonical form: values where they can be told, else types. */
    static List<Object> forms(Object function, FunctionForm functions, BlockNode node) {
        boolean isDjl = ClassNames.isDjl(function.getClass());
        List<Object> forms = new ArrayList<>();
        for (Field field : fields(function.getClass())) {
            boolean isReadable = field.trySetAccessible();
            if (isDjl) {
                forms.add(ofDjl(isReadable ? Fields.value(field, function) : field.getType(), functions, node));
                continue;
            }
            Object form = isReadable ? new ObjectForm(functions, node).captured(Fields.value(field, function)) : null;
            if (form != null) {
                node.isOfSecondForm = true;
            } else if (!isReadable) {
                node.uncertain("what the function " + ClassNames.of(function.getClass())
                        + " captured cannot be read: add \"opens "
                        + function.getClass().getPackageName() + ";\" to module-info.java");
            }
            forms.add(form == null ? ClassNames.of(field.getType()) : form);
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
