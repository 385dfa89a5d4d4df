package io.github.djltracker.structure.scan;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines the output shapes of blocks for one row of input, if this needs no run and no change: from traces, from
 * DJL classes that compute them from hyperparameters alone, and from the last block of a sequence.
 */
public final class OutputShapes {
    private static final Set<String> PURE = Set.of(
            "ai.djl.nn.core.Linear",
            "ai.djl.nn.core.Prelu",
            "ai.djl.nn.core.SparseMax",
            "ai.djl.nn.convolutional.Conv1d",
            "ai.djl.nn.convolutional.Conv2d",
            "ai.djl.nn.convolutional.Conv3d",
            "ai.djl.nn.convolutional.Conv1dTranspose",
            "ai.djl.nn.convolutional.Conv2dTranspose",
            "ai.djl.nn.norm.BatchNorm",
            "ai.djl.nn.norm.GhostBatchNorm",
            "ai.djl.nn.norm.Dropout",
            "ai.djl.nn.norm.LayerNorm",
            "ai.djl.nn.recurrent.RNN",
            "ai.djl.nn.recurrent.LSTM",
            "ai.djl.nn.recurrent.GRU",
            "ai.djl.nn.transformer.IdEmbedding",
            "ai.djl.modality.nlp.embedding.TrainableWordEmbedding");

    private OutputShapes() {}

    /** Fills in missing shapes. The blocks of a sequence come after the sequence, and are filled first. */
    public static void fill(List<BlockNode> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            BlockNode node = nodes.get(i);
            if (node.outputs == null) {
                node.outputs = of(node, nodes);
            }
        }
    }

    private static @Nullable List<Shape> of(BlockNode node, List<BlockNode> nodes) {
        if (node.type == SequentialBlock.class) {
            boolean last = Boolean.FALSE.equals(node.fields.get("returnIntermediate")) && !node.children.isEmpty();
            return last
                    ? nodes.get((Integer)
                                    node.children.get(node.children.size() - 1).get(1))
                            .outputs
                    : null;
        }
        List<Shape> inputs = PURE.contains(node.type.getName()) ? Shapes.inputs(node.block) : null;
        if (inputs == null || (node.block instanceof Linear && !fits(node, inputs.get(0)))) {
            return null;
        }
        Shape[] rows = inputs.stream().map(shape -> Shapes.withBatch(shape, 1)).toArray(Shape[]::new);
        try {
            return List.of(node.block.getOutputShapes(rows));
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            return null;
        }
    }

    /**
     * Whether the input shape includes the features; that of a layer that was loaded, and not initialised again, does
     * not.
     */
    private static boolean fits(BlockNode node, Shape input) {
        return input.dimension() > 1
                && Long.valueOf(input.get(input.dimension() - 1)).equals(node.fields.get("inputFeatures"));
    }
}
