package io.github.djltracker.structure.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.Harm;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.BlockScan;
import io.github.djltracker.structure.scan.Shapes;
import io.github.djltracker.structure.scan.UserCode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the forward passes of users' blocks do. The pass is run once over one row, not in training, with ones for all
 * parameters, if nothing in its code or below it can do harm; the blocks below are then seen with it. Not thread-safe.
 */
public final class BlockTrace {
    private final List<BlockNode> nodes;
    private final FunctionHarm harm;
    private final FunctionForm functions;
    /** Nodes whose work is in the trace of one above them. */
    private final Set<Integer> seen = new HashSet<>();

    public BlockTrace(List<BlockNode> nodes, FunctionHarm harm, FunctionForm functions) {
        this.nodes = nodes;
        this.harm = harm;
        this.functions = functions;
    }

    /** Fills the forward form of every node that needs one. */
    public void read() {
        Map<Integer, String> harms = new LinkedHashMap<>();
        for (BlockNode node : nodes) {
            String reason = isOwn(node.type) ? reason(node) : null;
            if (reason != null) {
                node.harmless = false;
            }
            if (!node.harmless) {
                harms.put(node.number, reason == null ? "of its function" : reason);
            }
        }
        for (BlockNode node : nodes) {
            boolean own = isOwn(node.type);
            Map<String, @Nullable Object> form = new LinkedHashMap<>();
            if ((own || isOpenMerge(node)) && !seen.contains(node.number)) {
                form.put("forward", forward(node, harms, own));
            }
            if (!ClassNames.isDjl(node.type)) {
                metadata(node.block, form);
            }
            form.values().removeIf(value -> value == null);
            node.forward = form;
        }
    }

    private @Nullable String reason(BlockNode node) {
        Set<Block> known = Collections.newSetFromMap(new IdentityHashMap<>());
        below(node).forEach(number -> known.add(nodes.get(number).block));
        node.holdsStrays = !known.containsAll(CapturedValues.blocks(node.block));
        String reason = harm.ofForward(node.type).reason();
        return reason == null && node.holdsStrays ? "it holds a block that is not its child, which it may run" : reason;
    }

    /** Whether the class has a forward pass that DJL's classes and fields do not tell. */
    private static boolean isOwn(Class<?> block) {
        for (Class<?> type = block; type != null && !ClassNames.isDjl(type); type = type.getSuperclass()) {
            try {
                Method forward = type.getDeclaredMethod(
                        "forwardInternal", ParameterStore.class, NDList.class, boolean.class, PairList.class);
                return !Modifier.isAbstract(forward.getModifiers());
            } catch (NoSuchMethodException | LinkageError e) {
                if (type.getSuperclass() == Object.class) {
                    return true; // a block from scratch
                }
            }
        }
        return false;
    }

    /** A merge whose function did not work on branches of one shape. */
    private static boolean isOpenMerge(BlockNode node) {
        return node.block instanceof ParallelBlock
                && node.fields.get("function") instanceof Map<?, ?> function
                && function.containsKey("opaque");
    }

    private @Nullable Map<String, @Nullable Object> forward(BlockNode node, Map<Integer, String> harms, boolean own) {
        Set<Integer> below = below(node);
        for (int number : below) {
            if (harms.containsKey(number)) {
                String where = number == node.number ? "" : "the part " + nodes.get(number).path + " below it: ";
                return opaque(node, where + harms.get(number), List.of(), own);
            }
        }
        List<Shape> shapes = Shapes.inputs(node.block);
        if (shapes == null) {
            return opaque(node, "its input shapes are unknown", List.of(), own);
        }
        List<Shape> rows =
                shapes.stream().map(shape -> Shapes.withBatch(shape, 1)).toList();
        if (rows.stream().anyMatch(shape -> Shapes.values(shape) > FunctionForm.MAX_RUN)) {
            return opaque(node, "its input is too large", List.of(), own);
        }
        NotedFields noted = NotedFields.of(passes(below));
        if (noted.reason() != null) {
            return opaque(node, noted.reason(), List.of(), own);
        }
        List<String> first = List.of();
        String failure = "";
        for (DataType type : List.of(DataType.FLOAT32, DataType.INT64)) {
            try (Tracer tracer = new Tracer()) {
                String reason;
                try {
                    reason = run(node, tracer, rows, type);
                } finally {
                    noted.putBack();
                }
                if (reason == null) {
                    seen.addAll(below);
                    node.isOfSecondForm |= !noted.isEmpty();
                    return Map.of("trace", List.copyOf(tracer.lines()));
                }
                if (failure.isEmpty()) {
                    failure = reason;
                    first = List.copyOf(tracer.lines());
                }
            }
        }
        return opaque(node, failure, first, own);
    }

    /** What was found of the passes of users' blocks among these. */
    private Map<BlockNode, Harm> passes(Set<Integer> numbers) {
        Map<BlockNode, Harm> passes = new LinkedHashMap<>();
        for (int number : numbers) {
            BlockNode node = nodes.get(number);
            if (isOwn(node.type)) {
                passes.put(node, harm.ofForward(node.type));
            }
        }
        return passes;
    }

    private static @Nullable String run(BlockNode node, Tracer tracer, List<Shape> rows, DataType type) {
        NDList inputs = new NDList();
        rows.forEach(shape -> inputs.add(tracer.input(shape, type)));
        try {
            NDList outputs = node.block.forward(new StandIns(tracer), inputs, false);
            tracer.returned(outputs);
            if (tracer.isRefused()) {
                return "it continued after an operation that is not supported";
            }
            List<Shape> shapes = new ArrayList<>();
            outputs.forEach(array -> shapes.add(array.getShape()));
            node.outputs = shapes;
            return null;
        } catch (Throwable e) { // whatever a pass throws
            UserCode.check(e);
            return FunctionForm.failure(e);
        }
    }

    /** The node and all that its children lead to. */
    private Set<Integer> below(BlockNode node) {
        Set<Integer> below = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(node.number);
        while (!open.isEmpty()) {
            int number = open.pop();
            if (below.add(number)) {
                nodes.get(number).children.forEach(child -> open.push((Integer) child.get(1)));
            }
        }
        return below;
    }

    private @Nullable Map<String, @Nullable Object> opaque(
            BlockNode node, String reason, List<String> lines, boolean own) {
        if (!own) {
            return null; // its function is opaque already
        }
        if (node.type.isAnonymousClass() || node.type.isLocalClass()) {
            node.uncertain("its class " + ClassNames.of(node.type) + " is nested and has no name that"
                    + " distinguishes it from others: make it a top-level class");
        }
        node.notes.add("its forward pass is not in the hash, only the fields that its constructor set: " + reason);
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("opaque", ClassNames.of(node.type));
        Map<String, @Nullable Object> fields = new ObjectForm(functions, node).of(node.block);
        if (!fields.isEmpty()) {
            form.put("fields", fields);
            node.isOfSecondForm = true;
        }
        if (!lines.isEmpty()) {
            form.put("trace", lines);
        }
        return form;
    }

    /** What a user's block says of itself; DJL 0.28 cannot ask. */
    private static void metadata(Block block, Map<String, @Nullable Object> into) {
        try {
            Map<String, String> metadata = block.getCustomMetadata();
            if (metadata != null && !metadata.isEmpty()) {
                Map<String, @Nullable Object> form = new TreeMap<>();
                metadata.forEach((key, value) -> form.put(String.valueOf(key), value));
                into.put("metadata", form);
            }
        } catch (NoSuchMethodError e) { // an older DJL: the block says nothing of itself
            return;
        } catch (Throwable e) { // whatever it throws
            UserCode.check(e);
            into.put("metadata", "unreadable");
        }
    }

    /** Hands out what stands in for parameters; never the parameters themselves. */
    private static final class StandIns extends ParameterStore {
        private final Tracer tracer;
        private final IdentityHashMap<Parameter, NDArray> arrays = new IdentityHashMap<>();

        StandIns(Tracer tracer) {
            super(tracer.manager(), false);
            this.tracer = tracer;
        }

        @Override
        public NDManager getManager() {
            return tracer.manager();
        }

        @Override
        @SuppressWarnings("NullAway") // DJL's blocks ask for parameters that they do not have
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            if (parameter == null) {
                return null;
            }
            return arrays.computeIfAbsent(parameter, key -> {
                Shape shape = BlockScan.shape(key);
                if (shape == null) {
                    throw new Tracer.RefusedException("a parameter has no shape");
                }
                return tracer.parameter(shape);
            });
        }
    }
}
