package io.github.djltracker.structure;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SymbolBlock;
import ai.djl.training.initializer.Initializer;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.Fields;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.BlockScan;
import io.github.djltracker.structure.scan.Shapes;
import io.github.djltracker.structure.trace.FunctionForm;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hyperparameters of a block: the fields of DJL's classes with their contents, down to simple values. Objects of
 * other classes are represented only by their class name. Not thread-safe.
 */
final class FieldForm {
    /**
     * Maximum nesting of objects, below which there is a marker. Also ends cycles that object identity does not reveal.
     */
    private static final int MAX_DEPTH = 12;
    /** Maximum number of items of a collection that are written out; a longer one is written as its size and digest. */
    private static final int MAX_ITEMS = 64;

    /** The marker for a field that is not part of the structure. */
    private static final Object NONE = new Object();

    private final BlockScan scan;
    private final FunctionForm functions;
    private final BlockNode node;
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private FieldForm(BlockScan scan, FunctionForm functions, BlockNode node) {
        this.scan = scan;
        this.functions = functions;
        this.node = node;
    }

    /** Fills the node's fields. Blocks in them that the scan has not seen yet are added to it. */
    static void read(BlockScan scan, FunctionForm functions, BlockNode node) {
        if (node.block instanceof SymbolBlock) {
            String graph = ImportedGraph.digest(node.block);
            if (graph == null) {
                node.uncertain("the graph of an imported block could not be read: put networks with the same parameters"
                        + " into separate experiments");
            } else {
                node.fields.put("graph", graph);
                node.isOfSecondForm = true;
            }
            return; // its fields are handles and ids of this process
        }
        FieldForm form = new FieldForm(scan, functions, node);
        form.open.add(node.block);
        form.fields(node.block, node.fields, 0);
        if (node.block instanceof LambdaBlock
                && node.fields.get("lambda") instanceof Map<?, ?> function
                && !function.containsKey("opaque")) {
            node.label = node.fields.remove("name"); // the function is known by what it does
        }
    }

    private void fields(Object owner, Map<String, @Nullable Object> into, int depth) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : Fields.declared(type)) {
                Object form = form(field.getName(), Fields.value(field, owner), depth);
                if (form != NONE) {
                    String name = field.getName();
                    into.put(into.containsKey(name) ? ClassNames.simple(type) + "." + name : name, form);
                }
            }
        }
    }

    private @Nullable Object form(String name, @Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String || value instanceof Character) {
            return ClassNames.text(value.toString());
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof DataType
                || value instanceof DataType[]
                || value instanceof Parameter
                || value instanceof NDManager
                || value instanceof Device
                || value instanceof Initializer
                || (depth == 0 && isTree(name, value))) {
            return NONE;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Shape shape) {
            return Shapes.list(shape);
        }
        if (value instanceof NDArray array) {
            return array(array);
        }
        if (value instanceof Block block) {
            return Map.of(
                    "block",
                    scan.node(block, node.path.isEmpty() ? name : node.path + "/" + name, node.depth + 1).number);
        }
        if (value instanceof Function<?, ?> function) {
            return functions.of(function, node);
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

    /** The block's own children and parameters, which are elsewhere in the form. */
    private boolean isTree(String name, Object value) {
        return (name.equals("children") && value instanceof Iterable<?>)
                || (name.equals("parameters") && value instanceof Map<?, ?>);
    }

    private static Object number(Number number) {
        if (number instanceof Float || number instanceof Double) {
            return number;
        }
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        return Map.of("opaque", ClassNames.of(number.getClass()));
    }

    private static Object array(NDArray array) {
        try {
            return Map.of("array", Shapes.list(array.getShape()));
        } catch (RuntimeException e) {
            return Map.of("opaque", "array");
        }
    }

    private @Nullable Object object(String name, Object value, int depth) {
        if (value.getClass().isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
            return list(name, items, depth);
        }
        if (value instanceof Map<?, ?> map && isJdk(value)) {
            List<Object> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(pair(form(name, key, depth), form(name, item, depth))));
            return bounded(sorted(entries));
        }
        if (value instanceof Collection<?> items && isJdk(value)) {
            return value instanceof Set<?> ? bounded(sorted(forms(name, items, depth))) : list(name, items, depth);
        }
        if (!ClassNames.isDjl(value.getClass())) {
            return Map.of("opaque", ClassNames.of(value.getClass()));
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        fields(value, form, depth);
        return Map.of("class", ClassNames.of(value.getClass()), "fields", form);
    }

    /** Only iterates over the JDK's collections, because iterating over a user-defined one may have side effects. */
    private static boolean isJdk(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    private Object list(String name, Collection<?> items, int depth) {
        return bounded(forms(name, items, depth));
    }

    private List<@Nullable Object> forms(String name, Collection<?> items, int depth) {
        List<@Nullable Object> forms = new ArrayList<>(items.size());
        int index = 0;
        for (Object item : items) {
            Object form = form(name + "." + index++, item, depth);
            if (form != NONE) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static List<@Nullable Object> pair(@Nullable Object key, @Nullable Object value) {
        List<@Nullable Object> pair = new ArrayList<>(2);
        pair.add(key == NONE ? null : key);
        pair.add(value == NONE ? null : value);
        return pair;
    }

    private static List<? extends @Nullable Object> sorted(List<? extends @Nullable Object> forms) {
        Map<String, @Nullable Object> byText = new TreeMap<>();
        for (Object form : forms) {
            byText.put(CanonicalJson.of(form), form);
        }
        return new ArrayList<>(byText.values());
    }

    private static Object bounded(List<? extends @Nullable Object> forms) {
        if (forms.size() <= MAX_ITEMS) {
            return forms;
        }
        return Map.of("items", forms.size(), "sha256", Digest.of(CanonicalJson.of(forms)));
    }
}
