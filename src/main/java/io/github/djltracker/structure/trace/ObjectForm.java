package io.github.djltracker.structure.trace;

import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.ScalaItems;
import io.github.djltracker.structure.held.SettableFields;
import io.github.djltracker.structure.held.ValueKinds;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.UserCode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
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
 * The hyperparameters of user-defined objects: the values that their constructors put into fields, down to simple
 * values. What may change during training is left out, and what cannot be determined is noted in {@link
 * BlockNode#uncertain}. Not thread-safe.
 */
final class ObjectForm {
    private static final int MAX_DEPTH = 12;
    /** Maximum number of items that are written out; more are written as their count and digest. */
    private static final int MAX_ITEMS = 64;
    /** Maximum number of values that are read of one block, each counted by its {@link ValueKinds#weight}. */
    private static final int MAX_VALUES = 10_000;

    /** Represents a value that is not part of the structure. */
    private static final Object NONE = new Object();

    private final FunctionForm functions;
    private final BlockNode node;
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final FieldUse use;
    /** The blocks that were encountered, in this order. */
    private final List<Block> blocks = new ArrayList<>();

    private int left = MAX_VALUES;

    /** A form for one block or function, and for everything that it refers to. */
    ObjectForm(Object root, HeldObjects held, FunctionForm functions, BlockNode node) {
        this.use = FieldUse.of(root.getClass(), held.classes());
        this.functions = functions;
        this.node = node;
    }

    /**
     * The hyperparameters in the fields of a user-defined block, by name; by {@code Class.name} if a name occurs
     * again.
     */
    Map<String, @Nullable Object> of(Block block) {
        open.add(block);
        return fields(block, "", 0);
    }

    /** The blocks that were encountered, in this order. */
    List<Block> blocks() {
        return blocks;
    }

    /** Whether a field keeps the value from the constructor. */
    boolean isKept(Field field) {
        return use.kind(field) == FieldUse.Kind.SET_ONCE;
    }

    /** A value that a function captured; null if its value cannot be read. */
    @Nullable
    Object captured(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object form = ValueKinds.weight(value) > left ? value("a captured value", value, 1) : ValueKinds.simple(value);
        if (form == null && (value instanceof Record || ValueKinds.isFunction(value))) {
            form = value("a captured value", value, 1);
        }
        return form == NONE ? null : form;
    }

    /** The form of a proxy, as far as its handler can be read. */
    Object handler(InvocationHandler handler) {
        if (handler.getClass().isHidden()) {
            return opaque("handler", Proxy.class);
        }
        return Objects.requireNonNull(value("handler", handler, 0));
    }

    private Map<String, @Nullable Object> fields(Object owner, String path, int depth) {
        Map<String, @Nullable Object> forms = new LinkedHashMap<>();
        Class<?> type = owner.getClass();
        FieldUse ofType = use.covers(type) ? use : FieldUse.of(type, Set.of());
        for (Class<?> user = type; user != null && FieldUse.isUsers(user); user = user.getSuperclass()) {
            for (Field field : FieldUse.declared(user)) {
                Object form = form(owner, field, ofType, path, depth);
                if (form != NONE) {
                    String name = field.getName();
                    forms.put(forms.containsKey(name) ? ClassNames.simple(user) + "." + name : name, form);
                }
            }
        }
        return forms;
    }

    private @Nullable Object form(Object owner, Field field, FieldUse ofType, String path, int depth) {
        Class<?> type = field.getType();
        if (field.getName().startsWith("this$") || (type != Object.class && ValueKinds.isState(type))) {
            return NONE;
        }
        String name = path + field.getName();
        FieldUse.Kind kind = ofType.kind(field);
        boolean isReadable = field.trySetAccessible();
        if (kind == FieldUse.Kind.CHANGES_IN_PLACE
                && isReadable
                && ValueKinds.isUnmodifiable(Fields.value(field, owner))) {
            kind = FieldUse.Kind.SET_ONCE;
        }
        if (kind != FieldUse.Kind.SET_ONCE) {
            SettableFields.checkLost(node, ofType, field, name, isReadable ? Fields.value(field, owner) : null);
            return NONE;
        }
        if (!isReadable) {
            node.uncertain("its field " + name + " cannot be read: add \"opens "
                    + field.getDeclaringClass().getPackageName() + ";\" to module-info.java");
            return "unreadable";
        }
        try {
            return value(name, field.get(owner), depth);
        } catch (Throwable e) { // a user-defined collection that throws
            UserCode.check(e);
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
        left -= ValueKinds.weight(value);
        if (left < 0) {
            return opaque(name, value.getClass());
        }
        Object simple = ValueKinds.simple(value);
        if (simple != null) {
            return simple;
        }
        if (value instanceof Block block) {
            blocks.add(block);
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
        if (depth == MAX_DEPTH) {
            node.uncertain("the value of its field " + name + " is nested too deep to be read");
            return Map.of("opaque", "nested");
        }
        if (!open.add(value)) {
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
        if (ClassNames.isDjl(type)) {
            node.uncertain(
                    "the settings of its field " + name + ", of " + ClassNames.of(type) + ", are not in the hash");
            return Map.of("class", ClassNames.of(type));
        }
        if (!FieldUse.isUsers(type) || ValueKinds.keepsItemsOfJdk(type)) {
            return opaque(name, type);
        }
        if (type.isAnonymousClass() || type.isLocalClass()) {
            node.uncertain("the value of its field " + name + " is of an anonymous or local class, "
                    + ClassNames.of(type) + ": make it a separate class");
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

    private Object scala(String name, Object items, int depth) {
        List<@Nullable Object> read = ScalaItems.read(items, left);
        if (read == null) {
            return opaque(name, items.getClass());
        }
        return ScalaItems.isOrdered(items) ? list(name, read, depth) : sorted(forms(name, read, depth));
    }

    private Object list(String name, Collection<?> items, int depth) {
        return bounded(forms(name, items, depth));
    }

    private List<@Nullable Object> forms(String name, Collection<?> items, int depth) {
        List<@Nullable Object> forms = new ArrayList<>(items.size());
        for (Object item : items) {
            if (left < 0) {
                break; // already noted
            }
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
