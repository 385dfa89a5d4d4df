package io.github.djltracker.structure.scan;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.code.ClassNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block of the tree while it is read; a block that is reached twice has one node. Not thread-safe. */
public final class BlockNode {
    /** A place of a block in the tree: that of a child, or of a block in a field that is not a child. */
    public record Place(String path, int depth, BlockNode node, boolean first) {}

    /** A parameter: its name, type and shape, and where the same object was seen before, if it was. */
    public record ParameterForm(
            String name,
            @Nullable String type,
            @Nullable Shape shape,
            boolean trainable,
            boolean counted,
            @Nullable List<Object> same) {}

    private static final int MAX_REASONS = 20;

    public final int number;
    public final Block block;
    public final Class<?> type;
    /** The path of its first place; empty for the root. */
    public final String path;

    public final int depth;
    /** Child key and number, in the block's own order. */
    public final List<List<Object>> children = new ArrayList<>();

    public final List<ParameterForm> parameters = new ArrayList<>();
    /** Hyperparameters, in their canonical form. */
    public final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    /** Sentences about what could not be identified; not part of the canonical form. */
    public final List<String> notes = new ArrayList<>();

    /** The reasons, as text, why another network could have the same form in this part; empty if none can. */
    public final List<String> uncertain = new ArrayList<>();
    /** Whether its form contains something that the first algorithm did not cover. */
    public boolean isOfSecondForm;

    boolean childrenUnreadable;
    boolean parametersUnreadable;
    /** The form of its forward pass and its custom metadata; empty if its class and fields describe everything. */
    public Map<String, @Nullable Object> forward = Map.of();
    /** Whether running it on placeholder arrays has no side effects, apart from those of its children. */
    public boolean harmless = true;
    /** Whether it holds blocks in fields that are not among its descendants. */
    public boolean holdsStrays;

    /** The name of a function, which is not part of the form. */
    @Nullable
    public Object label;

    /** The output shapes of its function for one row, if it has one that could be traced. */
    @Nullable
    public List<Shape> outputs;

    BlockNode(int number, Block block, String path, int depth) {
        this.number = number;
        this.block = block;
        this.type = block.getClass();
        this.path = path;
        this.depth = depth;
    }

    /** Adds a reason why another network could have the same form, unless it was added before. */
    public void uncertain(String why) {
        if (!uncertain.contains(why) && uncertain.size() < MAX_REASONS) {
            uncertain.add(why);
        }
    }

    /** The node's part of the canonical form. */
    public Map<String, @Nullable Object> canonical() {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("class", ClassNames.of(type));
        if (childrenUnreadable) {
            form.put("children", "unreadable");
        } else if (!children.isEmpty()) {
            form.put("children", children);
        }
        if (parametersUnreadable) {
            form.put("parameters", "unreadable");
        } else if (!parameters.isEmpty()) {
            form.put("parameters", parameters.stream().map(BlockNode::canonical).toList());
        }
        if (!fields.isEmpty()) {
            form.put("fields", fields);
        }
        form.putAll(forward);
        return form;
    }

    private static Map<String, @Nullable Object> canonical(ParameterForm parameter) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("name", parameter.name());
        if (parameter.same() != null) {
            form.put("same", parameter.same());
            return form;
        }
        form.put("type", parameter.type());
        form.put("shape", parameter.shape() == null ? null : Shapes.list(parameter.shape()));
        return form;
    }
}
