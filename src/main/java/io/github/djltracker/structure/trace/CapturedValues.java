package io.github.djltracker.structure.trace;

import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What functions captured: the fields of their objects. */
final class CapturedValues {
    private static final int MAX_OBJECTS = 1_000;

    private CapturedValues() {}

    /** The fields in which a function's class keeps what it captured, in their order, those of users' superclasses behind. */
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

    /** Whether functions of a class are made by the JDK of others, by {@code andThen}, {@code compose} and the like. */
    static boolean isComposed(Class<?> type) {
        return type.getClassLoader() == null && type.getName().startsWith("java.util.function.");
    }

    /** What to do so that what functions of a class captured can be read. */
    static String remedy(Class<?> type) {
        return isComposed(type)
                ? "start Java with --add-opens java.base/java.util.function="
                        + Objects.requireNonNullElse(
                                CapturedValues.class.getModule().getName(), "ALL-UNNAMED")
                : "add \"opens " + type.getPackageName() + ";\" to module-info.java";
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
                    type != null && (FieldUse.isUsers(type) || isComposed(type));
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

    /** The blocks that an object holds, through other objects of users, arrays and collections as well; those that can be read. */
    static List<Block> blocks(Object owner) {
        List<Object> held = behind(owner);
        List<Block> blocks = new ArrayList<>();
        for (Object value : held == null ? List.of() : held) {
            Collection<?> items = value instanceof Collection<?> some && isOfJdk(value)
                    ? some
                    : value instanceof Map<?, ?> map && isOfJdk(value)
                            ? map.values()
                            : value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
            for (Object item : items.size() > MAX_OBJECTS ? List.of() : items) {
                if (item instanceof Block block) {
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }

    private static boolean isOfJdk(Object collection) {
        return collection.getClass().getName().startsWith("java.util.");
    }

    /** What an opaque function captured, in canonical form: values where they can be told, else types. */
    static List<Object> forms(Object function, FunctionForm functions, BlockNode node) {
        boolean isDjl = ClassNames.isDjl(function.getClass());
        List<Object> forms = new ArrayList<>();
        if (Proxy.isProxyClass(function.getClass())) {
            node.isOfSecondForm = true;
            forms.add(new ObjectForm(functions, node).handler(Proxy.getInvocationHandler(function)));
            return forms;
        }
        for (Field field : fields(function.getClass())) {
            boolean isReadable = field.trySetAccessible();
            if (isDjl) {
                forms.add(ofDjl(isReadable ? Fields.value(field, function) : field.getType(), functions, node));
                continue;
            }
            Object value = isReadable ? Fields.value(field, function) : null;
            boolean isKept = Modifier.isFinal(field.getModifiers())
                    || FieldUse.of(function.getClass()).kind(field) == FieldUse.Kind.SET_ONCE;
            Object form = isKept ? new ObjectForm(functions, node).captured(value) : null;
            if (form != null) {
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
