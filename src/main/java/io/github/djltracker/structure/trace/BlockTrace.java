package io.github.djltracker.structure.trace;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.code.FieldUse;
import io.github.djltracker.structure.code.Harm;
import io.github.djltracker.structure.held.HeldObjects;
import io.github.djltracker.structure.held.NotedFields;
import io.github.djltracker.structure.held.PassMethods;
import io.github.djltracker.structure.held.SettableFields;
import io.github.djltracker.structure.held.UseOrder;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.Shapes;
import io.github.djltracker.structure.scan.UserCode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records what the forward passes of user-defined blocks do. A pass is run over one row, in inference mode, with ones
 * for all parameters, if neither its code nor the blocks below it can have side effects. The blocks below are
 * recorded with it. Not thread-safe.
 */
public final class BlockTrace {
    private final List<BlockNode> nodes;
    private final FunctionHarm harm;
    private final FunctionForm functions;
    /** Numbers of the nodes that are part of the trace of a node above them. */
    private final Set<Integer> seen = new HashSet<>();

    private final Map<BlockNode, HeldObjects> held = new HashMap<>();
    private @Nullable UseOrder order;

    public BlockTrace(List<BlockNode> nodes, FunctionHarm harm, FunctionForm functions) {
        this.nodes = nodes;
        this.harm = harm;
        this.functions = functions;
    }

    /** Fills the forward form of every node that needs one. */
    public void read() {
        Map<Integer, String> harms = new LinkedHashMap<>();
        for (BlockNode node : nodes) {
            String reason = PassMethods.areOwn(node.type) ? reason(node) : null;
            if (reason != null) {
                node.harmless = false;
            }
            if (!node.harmless) {
                harms.put(node.number, reason == null ? "of its function" : reason);
            }
        }
        for (BlockNode node : nodes) {
            boolean own = PassMethods.areOwn(node.type);
            Map<String, @Nullable Object> form = new LinkedHashMap<>();
            if ((own || isOpenMerge(node)) && !seen.contains(node.number)) {
                form.put("forward", forward(node, harms, own));
            }
            if (!ClassNames.isDjl(node.type)) {
                metadata(node.block, form);
                if (PassMethods.takeLabels(node.type)) {
                    node.uncertain("its pass with labels is not in the hash");
                }
            }
            form.values().removeIf(value -> value == null);
            node.forward = form;
        }
    }

    private @Nullable String reason(BlockNode node) {
        Set<Block> known = Collections.newSetFromMap(new IdentityHashMap<>());
        below(node).forEach(number -> known.add(nodes.get(number).block));
        node.holdsStrays = !known.containsAll(held(node).blocks());
        String reason = harmOf(node).reason();
        if (reason != null) {
            return reason;
        }
        return node.holdsStrays
                ? "it holds a block that is not its child, which it may run"
                : held(node).harm();
    }

    private HeldObjects held(BlockNode node) {
        return held.computeIfAbsent(node, any -> HeldObjects.of(node.block));
    }

    private UseOrder order() {
        if (order == null) {
            order = new UseOrder(nodes);
        }
        return order;
    }

    private Harm harmOf(BlockNode node) {
        return harm.ofForward(node.type, held(node).classNames());
    }

    /** Whether a node merges branches with a function that could not be traced with branches of equal shape. */
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
        Map<BlockNode, Harm> passes = passes(below);
        NotedFields noted =
                NotedFields.of(passes, below.stream().map(nodes::get).toList());
        if (noted.reason() != null) {
            return opaque(node, noted.reason(), List.of(), own);
        }
        Collection<HeldObjects> objects =
                passes.keySet().stream().map(this::held).toList();
        List<String> first = List.of();
        String failure = "";
        for (DataType type : List.of(DataType.FLOAT32, DataType.INT64)) {
            TracedPass pass = TracedPass.run(node, objects, noted, rows, type, false);
            if (pass.failure() == null) {
                seen.addAll(below);
                node.outputs = pass.outputs();
                node.isOfSecondForm |= !noted.isEmpty();
                Map<String, @Nullable Object> form = new LinkedHashMap<>();
                form.put("trace", pass.lines());
                List<List<Integer>> parameters = order().ofParameters(pass.parameters());
                if (!parameters.isEmpty()) {
                    form.put("parameters", parameters);
                    node.isOfSecondForm = true;
                }
                passes.forEach((part, found) -> SettableFields.check(part, held(part), found));
                if (passes.values().stream().anyMatch(Harm::asks)) {
                    if (below.stream()
                            .allMatch(number -> nodes.get(number).block.isInitialized())) {
                        ofTraining(node, pass, TracedPass.run(node, objects, noted, rows, type, true), form);
                    } else {
                        node.uncertain(
                                "what its pass does in training is unknown, because a part of it is not initialised");
                    }
                }
                return form;
            }
            if (failure.isEmpty()) {
                failure = pass.failure();
                first = pass.lines();
            }
        }
        return opaque(node, failure, first, own);
    }

    /** Adds what a pass does differently in training, if this is more than what DJL's operations do by themselves. */
    private static void ofTraining(
            BlockNode node, TracedPass pass, TracedPass training, Map<String, @Nullable Object> form) {
        if (training.failure() != null) {
            node.uncertain("what its pass does in training could not be followed: " + training.failure());
        }
        if (!TrainingLines.areAlike(pass.lines(), training.lines())) {
            form.put("training", training.lines());
            node.isOfSecondForm = true;
        }
    }

    /** The results of analysing the passes of the user-defined blocks among these nodes. */
    private Map<BlockNode, Harm> passes(Set<Integer> numbers) {
        Map<BlockNode, Harm> passes = new LinkedHashMap<>();
        for (int number : numbers) {
            BlockNode node = nodes.get(number);
            if (PassMethods.areOwn(node.type)) {
                passes.put(node, harmOf(node));
            }
        }
        return passes;
    }

    /** The numbers of the node and of all nodes below it. */
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
        if (FieldUse.all(node.type).stream().anyMatch(field -> field.getName().startsWith("this$"))) {
            node.uncertain(
                    "its class is an inner class, and what it uses of the enclosing object is not in the hash: make it"
                            + " static");
        }
        ObjectForm object = new ObjectForm(node.block, held(node), functions, node);
        Map<String, @Nullable Object> fields = object.of(node.block);
        if (!fields.isEmpty()) {
            form.put("fields", fields);
            node.isOfSecondForm = true;
        }
        List<Integer> blocks = order().ofBlocks(object.blocks());
        if (!blocks.isEmpty()) {
            form.put("blocks", blocks);
        }
        if (!lines.isEmpty()) {
            form.put("trace", lines);
        }
        return form;
    }

    /** Adds the custom metadata of a user-defined block. DJL 0.28 has no such method. */
    private static void metadata(Block block, Map<String, @Nullable Object> into) {
        try {
            Map<String, String> metadata = block.getCustomMetadata();
            if (metadata != null && !metadata.isEmpty()) {
                Map<String, @Nullable Object> form = new TreeMap<>();
                metadata.forEach((key, value) -> form.put(String.valueOf(key), value));
                into.put("metadata", form);
            }
        } catch (NoSuchMethodError e) { // an older DJL has no custom metadata
            return;
        } catch (Throwable e) { // whatever it throws
            UserCode.check(e);
            into.put("metadata", "unreadable");
        }
    }
}
