package io.github.djltracker.structure.held;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.code.HeldTypes;
import io.github.djltracker.structure.scan.UserCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * All objects that can be reached from a user-defined block or function: through fields of user-defined objects and
 * static fields of their classes, the JDK's collections, Java arrays, and the children of blocks. The search ends
 * after the first 1,000 objects, and in each collection after 1,000 items. Not thread-safe.
 */
public final class HeldObjects {
    /** The note about a block or function that computes with arrays that it holds. */
    public static final String ARRAYS = " uses an array that it holds, whose values are not in the hash";

    private static final int MAX_OBJECTS = 1_000;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> values = new ArrayList<>();
    private final Deque<Object> open = new ArrayDeque<>();
    private final Set<NDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<NDArray> parameterArrays = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> untyped = new TreeSet<>();
    private boolean isReadable = true;
    private @Nullable String harm;

    private HeldObjects(Object owner) {
        seen.add(owner);
        open.add(owner);
        while (!open.isEmpty() && values.size() < MAX_OBJECTS) {
            Object value = open.pop();
            try {
                items(value);
                fields(value);
            } catch (Throwable e) { // a collection that another thread changes, or a user-defined one that throws
                UserCode.check(e);
                isReadable = false;
            }
        }
    }

    public static HeldObjects of(Object owner) {
        return new HeldObjects(owner);
    }

    /** Whether every field could be read; in a module that is not open, none can. */
    public boolean isReadable() {
        return isReadable;
    }

    /** Why code that uses these objects could have side effects that the types of fields do not show; null if not. */
    @Nullable
    public String harm() {
        return harm;
    }

    public List<Object> values() {
        return values;
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Object value : isReadable ? values : List.of()) {
            if (value instanceof Block block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** Arrays other than those of parameters. */
    public Set<NDArray> arrays() {
        return arrays;
    }

    public Set<NDArray> parameterArrays() {
        return parameterArrays;
    }

    /** The user-defined classes of the objects. */
    public Set<Class<?>> classes() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Object value : values) {
            if (FieldUse.isUsers(value.getClass()) && !value.getClass().isHidden()) {
                classes.add(value.getClass());
            }
        }
        return classes;
    }

    /**
     * The names of {@link #classes} as class files write them, and those of {@link HeldTypes} for what is held
     * although no type shows it.
     */
    public Set<String> classNames() {
        Set<String> names = new TreeSet<>(untyped);
        classes().forEach(type -> names.add(type.getName().replace('.', '/')));
        return names;
    }

    private void fields(Object owner) {
        for (Class<?> type = owner.getClass(); type != null && isLed(type, owner); type = type.getSuperclass()) {
            for (Field field : ClassNames.isDjl(type) ? Fields.declared(type) : FieldUse.all(type)) {
                if (field.getType().isPrimitive()) {
                    continue;
                }
                if (!field.trySetAccessible()) {
                    isReadable = false;
                    return;
                }
                Object value = Fields.value(field, Modifier.isStatic(field.getModifiers()) ? type : owner);
                if (field.getType() == Object.class) {
                    item(value);
                } else {
                    add(value);
                }
            }
        }
    }

    /**
     * Whether fields are followed: those of user-defined objects, of functions that the JDK composed, and of DJL's
     * functions. Other DJL objects are identified by their class.
     */
    private static boolean isLed(Class<?> type, Object owner) {
        return FieldUse.isUsers(type)
                || SingleMethod.isComposed(type)
                || (ClassNames.isDjl(type) && owner instanceof Function);
    }

    private void items(Object value) {
        if (value instanceof Object[] array) {
            items(Arrays.asList(array));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::item);
        } else if (value instanceof NDList list) {
            items((Collection<?>) list);
        } else if (value instanceof PairList<?, ?> pairs) {
            items(pairs.keys());
            items(pairs.values());
        } else if (value instanceof Pair<?, ?> pair) {
            item(pair.getKey());
            item(pair.getValue());
        } else if (value instanceof Block block) {
            parts(block);
        } else if (ValueKinds.isLibrary(value.getClass())) {
            if (value instanceof Map.Entry<?, ?> entry) {
                item(entry.getKey());
                item(entry.getValue());
            } else if (value instanceof Collection<?> some) {
                items(some);
            } else if (value instanceof Map<?, ?> map) {
                map.entrySet().stream().limit(MAX_OBJECTS).forEach(entry -> {
                    item(entry.getKey());
                    item(entry.getValue());
                });
            }
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            harm = "it holds a collection of a class of its own, " + ClassNames.of(value.getClass());
        }
    }

    private void items(Collection<?> items) {
        items.stream().limit(MAX_OBJECTS).forEach(this::item);
    }

    private void parts(Block block) {
        try {
            block.getDirectParameters().values().forEach(this::add);
            block.getChildren().values().forEach(this::add);
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
        }
    }

    /** Adds a value whose type no field shows. */
    private void item(@Nullable Object value) {
        if (value instanceof Iterator<?> || value instanceof BaseStream<?, ?> || value instanceof Buffer) {
            harm = "it holds an iterator, a stream or a buffer, which it may advance";
        } else if (value instanceof NDManager) {
            harm = "it holds an array manager, which could draw random numbers";
        }
        if (value instanceof NDArray || value instanceof NDList) {
            untyped.add(HeldTypes.ARRAY);
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            untyped.add(HeldTypes.COLLECTION);
        } else if (value != null && value.getClass().isArray()) {
            untyped.add(HeldTypes.JAVA_ARRAY);
        }
        add(value);
    }

    private void add(@Nullable Object value) {
        if (value == null || isSimple(value) || !seen.add(value)) {
            return;
        }
        values.add(value);
        open.push(value);
        if (value instanceof NDArray array) {
            arrays.add(array);
        } else if (value instanceof Parameter parameter && parameter.isInitialized()) {
            parameterArrays.add(parameter.getArray());
        }
    }

    private static boolean isSimple(Object value) {
        return value instanceof Class<?>
                || (value.getClass().getName().startsWith("java.lang.") && value instanceof Comparable<?>);
    }
}
