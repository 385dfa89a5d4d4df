package io.github.djltracker.structure.held;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.nets.UserBlocks;
import io.github.djltracker.structure.scan.BlockScan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of parts counts if the user's code determines it. */
class UseOrderTest {
    private final Block one = Linear.builder().setUnits(4).build();
    private final Block other = Linear.builder().setUnits(4).build();

    /** A user's block with two parts. */
    private static final class Both extends UserBlocks.SameShape {
        Both(Block one, Block other) {
            addChildBlock("one", one);
            addChildBlock("other", other);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return inputs;
        }
    }

    private static UseOrder order(Block block) {
        BlockScan scan = new BlockScan();
        scan.node(block, "", 0);
        return new UseOrder(scan.nodes());
    }

    private static Parameter weight(Block block) {
        return block.getDirectParameters().get("weight");
    }

    @Test
    void parts_of_a_users_block_have_an_order() {
        UseOrder order = order(new Both(one, other));

        assertThat(order.ofParameters(List.of(weight(one), weight(other)))).isEmpty();
        assertThat(order.ofParameters(List.of(weight(other), weight(one))))
                .containsExactly(List.of(2, 0), List.of(1, 0));
        assertThat(order.ofBlocks(List.of(one, other))).isEmpty();
        assertThat(order.ofBlocks(List.of(one, other, one))).containsExactly(1, 2, 1);
    }

    @Test
    void parts_of_a_block_of_djl_count_as_one() {
        UseOrder order = order(new Both(
                new SequentialBlock().add(one).add(other),
                Linear.builder().setUnits(4).build()));

        assertThat(order.ofParameters(List.of(weight(other), weight(one)))).isEmpty();
    }
}
