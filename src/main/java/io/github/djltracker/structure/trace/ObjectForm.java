package io.github.djltracker.structure.trace;

import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.BlockNode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hyperparameters of users' objects: what their constructors put into their fields, down to simple values. What
 * changes while a network is trained is left out, and what cannot be told is noted in {@link BlockNode#uncertain}. Not
 * thread-safe.
 */
final class ObjectForm {
    private static final int MAX_DEPTH = 12;
    /** Items that are written out; more are written as their count and digest. */
    private static final int MAX_ITEMS = 64;
    /** Values that are read of one block. */
    private static final int MAX_VALUES = 10_000;

    /** Stands for what has no part in the structure. */
    private static final Object NONE = new Object();

    private final FunctionForm functions;
    private final BlockNode node;
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int left = MAX_VALUES;

    ObjectForm(FunctionForm functions, BlockNode node) {
        this.functions = functions;
        this.node = node;
    }

    /** The hyperparameters that a user's block keeps in fields of its own; by name, and {@code Class.name} where two are alike. */
    Map<String, @Nullable Object> of(Block block) {
        open.add(block);
        return fields(block, "", 0);
    }

    /** A value that a function captured; null if it is none that can be told. */
    @Nullable
    Object captured(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object form = ValueKinds.simple(value);
        if (form == null && (value instanceof Record || ValueKinds.isFunction(value))) {
            form = value("a captured value", value, 1);
        }
        return form == NONE ? null : form;
    }

    /** What a proxy does, as far as its handler tells. */
    Object handler(InvocationHandler handler) {
        if (handler.getClass().isHidden()) {
            return opaque("handler", Proxy.class);
        }
        return Objects.requireNonNull(value("handler", handler, 0));
    }

    private Map<String, @Nullable Object> fields(Object owner, String path, int depth) {
        Map<String, @Nullable Object> forms = new LinkedHashMap<>();
        Class<?> type = owner.getClass();
        FieldUse use = FieldUse.of(type);
        for (Class<?> user = type; user != null && FieldUse.isUsers(user); user = user.getSuperclass()) {
            for (Field field : FieldUse.declared(user)) {
                Object form = form(owner, field, use, path, depth);
                if (form != NONE) {
                    String name = field.getName();
                    forms.put(forms.containsKey(name) ? ClassNames.simple(user) + "." + name : name, form);
                }
            }
        }
        return forms;
    }

    private @Nullable Object form(Object owner, Field field, FieldUse use, String path, int depth) {
        Class<?> type = field.getType();
        if (field.getName().startsWith("this$") || (type != Object.class && ValueKinds.isState(type))) {
            return NONE;
        }
        String name = path + field.getName();
        FieldUse.Kind kind = use.kind(field);
        if (kind != FieldUse.Kind.SET_ONCE) {
            if (kind == FieldUse.Kind.SETTABLE && ValueKinds.isPlain(type)) {
                node.uncertain("its field " + name + " can be set after construction, so its value is not in the hash");
            }
            return NONE;
        }
        if (!field.trySetAccessible()) {
            node.uncertain("its field " + name + " cannot be read: add \"opens "
                    + field.getDeclaringClass().getPackageName() + ";\" to module-info.java");
            return "unreadable";
        }
        try {
            return value(name, field.get(owner), depth);
        } catch (IllegalAccessException | RuntimeException | LinkageError | StackOverflowError e) {
            return opaque(name, owner.getClass());
        }
    }

    private Object opaque(String name, Class<?> type) {
        node.uncertain("the value of its field " + name + " cannot be read: " + ClassNames.of(type));
        return Map.of("opaque", ClassNames.of(type));
    }

    private @Nullable Object value(String name, @Nullable Object value, int depth) {
        if (value == null) {
            return null;
        }
        if (ValueKinds.isState(value.getClass())) {
            return NONE;
        }
        Object simple = ValueKinds.simple(value);
        if (simple != null) {
            return simple;
        }
        if (--left < 0) {
            return opaque(name, value.getClass());
        }
        if (value instanceof Block block) {
            if (node.holdsStrays) {
                node.uncertain("its field " + name + " may hold a block that is not its child, and only its class"
                        + " is in the hash: pass it to addChildBlock");
            }
            return Map.of("block", ClassNames.of(block.getClass()));
        }
        if (Proxy.isProxyClass(value.getClass())) {
            return opaque(name, Proxy.class);
        }
        if (ValueKinds.isFunction(value)) {
            return functions.inField(value, node);
        }
        if (depth == MAX_DEPTH || !open.add(value)) {
            return Map.of("opaque", "nested");
        }
        try {
            return object(name, value, depth + 1);
        } finally {
            open.remove(value);
        }
    }

    private Object object(String name, Object value, int depth) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            return array(name, value, depth);
        }
        if (value instanceof Optional<?> optional) {
            return list(name, optional.map(List::<Object>of).orElse(List.of()), depth);
        }
        if (ValueKinds.isLibrary(type) && value instanceof Map<?, ?> map) {
            return map.size() > left ? opaque(name, type) : map(name, map, depth);
        }
        if (ValueKinds.isLibrary(type) && value instanceof Collection<?> items) {
            if (items.size() > left) {
                return opaque(name, type);
            }
            return value instanceof Set<?> ? sorted(forms(name, items, depth)) : list(name, items, depth);
        }
        if (type.getName().startsWith("scala.collection.immutable.")) {
            return scala(name, value, depth);
        }
        if (!FieldUse.isUsers(type)) {
            return ClassNames.isDjl(type) ? Map.of("class", ClassNames.of(type)) : opaque(name, type);
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("class", ClassNames.of(type));
        Map<String, @Nullable Object> fields = fields(value, name + ".", depth);
        if (!fields.isEmpty()) {
            form.put("fields", fields);
        }
        return form;
    }

    private Object array(String name, Object array, int depth) {
        int length = Array.getLength(array);
        if (length > left) {
            return opaque(name, array.getClass());
        }
        List<@Nullable Object> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(Array.get(array, i));
        }
        return list(name, items, depth);
    }

    private Object map(String name, Map<?, ?> map, int depth) {
        List<@Nullable Object> entries = new ArrayList<>();
        map.forEach((key, item) -> {
            List<@Nullable Object> entry = new ArrayList<>();
            entry.add(present(value(name, key, depth)));
            entry.add(present(value(name, item, depth)));
            entries.add(entry);
        });
        return sorted(entries);
    }

    /** Scala's own collections, which are none of the JDK's and never change. */
    private Object scala(String name, Object items, int depth) {
        try {
            Object iterator = method(items, "iterator").invoke(items);
            Method hasNext = method(iterator, "hasNext");
            Method next = method(iterator, "next");
            List<@Nullable Object> read = new ArrayList<>();
            while (Boolean.TRUE.equals(hasNext.invoke(iterator))) {
                if (read.size() > left) {
                    return opaque(name, items.getClass());
                }
                read.add(next.invoke(iterator));
            }
            boolean isOrdered = items.getClass().getName().matches(".*(List|Vector|Colon|Seq|Queue|Nil|Range).*")
                    || items.getClass().getName().contains("$colon");
            return isOrdered ? list(name, read, depth) : sorted(forms(name, read, depth));
        } catch (ReflectiveOperationException e) {
            return opaque(name, items.getClass());
        }
    }

    private static Method method(Object of, String name) throws NoSuchMethodException {
        Method method = of.getClass().getMethod(name);
        method.trySetAccessible();
        return method;
    }

    private Object list(String name, Collection<?> items, int depth) {
        return bounded(forms(name, items, depth));
    }

    private List<@Nullable Object> forms(String name, Collection<?> items, int depth) {
        List<@Nullable Object> forms = new ArrayList<>(items.size());
        for (Object item : items) {
            Object form = value(name, item, depth);
            if (form != NONE) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static @Nullable Object present(@Nullable Object form) {
        return form == NONE ? null : form;
    }

    private static Object sorted(List<? extends @Nullable Object> forms) {
        Map<String, @Nullable Object> byText = new TreeMap<>();
        for (Object form : forms) {
            byText.put(CanonicalJson.of(form), form);
        }
        return bounded(new ArrayList<>(byText.values()));
    }

    private static Object bounded(List<? extends @Nullable Object> forms) {
        if (forms.size() <= MAX_ITEMS) {
            return forms;
        }
        return Map.of("items", forms.size(), "sha256", Digest.of(CanonicalJson.of(forms)));
    }
}
