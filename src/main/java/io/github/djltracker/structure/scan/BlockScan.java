package io.github.djltracker.structure.scan;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.scan.BlockNode.ParameterForm;
import io.github.djltracker.structure.scan.BlockNode.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the blocks below a root and numbers them: children in depth-first order, then the blocks that are not a child
 * of any block, in the order in which fields refer to them. Each block is visited once, so that shared blocks and
 * cycles end, and there is no recursion. Not thread-safe.
 */
public final class BlockScan {
    /** Maximum number of blocks that are read: a block that creates new children at each call would never end. */
    private static final int MAX_BLOCKS = 20_000;

    private record Step(
            Block block, String path, int depth, @Nullable BlockNode parent, String key) {}

    private final List<BlockNode> nodes = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final IdentityHashMap<Block, BlockNode> numbers = new IdentityHashMap<>();
    private final IdentityHashMap<Parameter, List<Object>> parameters = new IdentityHashMap<>();

    public List<BlockNode> nodes() {
        return nodes;
    }

    public List<Place> places() {
        return places;
    }

    /** All parameters, each once. */
    public Iterable<Parameter> parameters() {
        return Collections.unmodifiableSet(parameters.keySet());
    }

    /** The node of a block. A block that has not been visited yet is added, with all blocks below it. */
    public BlockNode node(Block block, String path, int depth) {
        BlockNode known = numbers.get(block);
        if (known != null) {
            return known;
        }
        Deque<Step> steps = new ArrayDeque<>();
        steps.push(new Step(block, path, depth, null, ""));
        BlockNode first = visit(steps.pop(), steps);
        while (!steps.isEmpty()) {
            visit(steps.pop(), steps);
        }
        return first;
    }

    private BlockNode visit(Step step, Deque<Step> steps) {
        BlockNode node = numbers.get(step.block);
        boolean first = node == null;
        if (node == null) {
            node = new BlockNode(nodes.size(), step.block, step.path, step.depth);
            nodes.add(node);
            numbers.put(step.block, node);
        }
        if (step.parent != null) {
            step.parent.children.add(List.of(ClassNames.text(step.key), node.number));
        }
        places.add(new Place(step.path, step.depth, node, first));
        if (!first) {
            return node;
        }
        readParameters(node);
        if (nodes.size() > MAX_BLOCKS) {
            node.childrenUnreadable = true;
            node.uncertain("it has more than " + MAX_BLOCKS + " parts, and those beyond that are not in the hash");
            return node;
        }
        List<Step> below = new ArrayList<>();
        try {
            for (Pair<String, Block> child : node.block.getChildren()) {
                String key = String.valueOf(child.getKey());
                String path = node.path.isEmpty() ? key : node.path + "/" + key;
                if (child.getValue() != null) {
                    below.add(new Step(child.getValue(), path, node.depth + 1, node, key));
                }
            }
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            node.childrenUnreadable = true;
            node.notes.add("children cannot be read: " + e);
            return node;
        }
        for (int i = below.size() - 1; i >= 0; i--) {
            steps.push(below.get(i));
        }
        return node;
    }

    private void readParameters(BlockNode node) {
        List<Pair<String, Parameter>> direct = new ArrayList<>();
        try {
            for (Pair<String, Parameter> pair : node.block.getDirectParameters()) {
                if (pair.getValue() != null) {
                    direct.add(pair);
                }
            }
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            node.parametersUnreadable = true;
            node.notes.add("parameters cannot be read: " + e);
            return;
        }
        for (Pair<String, Parameter> pair : direct) {
            Parameter parameter = pair.getValue();
            String name = ClassNames.text(String.valueOf(pair.getKey()));
            List<Object> same = parameters.putIfAbsent(parameter, List.of(node.number, name));
            String type =
                    parameter.getType() == null ? null : parameter.getType().name();
            node.parameters.add(
                    new ParameterForm(name, type, shape(parameter), parameter.requiresGradient(), same == null, same));
        }
    }

    /** The shape of a parameter, or of its array, because parameters of imported blocks only have the latter. */
    public static @Nullable Shape shape(Parameter parameter) {
        try {
            Shape shape = parameter.getShape();
            return shape == null && parameter.isInitialized()
                    ? parameter.getArray().getShape()
                    : shape;
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            return null;
        }
    }
}
