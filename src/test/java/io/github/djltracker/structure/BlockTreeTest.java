package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.structure.json.Digest;
import org.junit.jupiter.api.Test;

class BlockTreeTest {
    @Test
    void tells_the_hash_the_modules_and_the_counts_of_a_network() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block mlp = new Mlp(64, 10, new int[] {32, 16});
            mlp.initialize(manager, DataType.FLOAT32, new Shape(8, 64));

            BlockTree tree = BlockTree.of(mlp);

            assertThat(tree.hash()).matches("[0-9a-f]{64}").isEqualTo(Digest.of(tree.canonicalForm()));
            assertThat(tree.modules())
                    .extracting(ModuleRecord::name)
                    .containsExactly(
                            "Mlp",
                            "01LambdaBlock",
                            "02Linear",
                            "03LambdaBlock",
                            "04Linear",
                            "05LambdaBlock",
                            "06Linear");
            assertThat(tree.parameters()).isEqualTo(64 * 32 + 32 + 32 * 16 + 16 + 16 * 10 + 10);
            assertThat(tree.description()).isEqualTo("7 blocks, 2,778 parameters (2,778 trainable)");
        }
    }

    @Test
    void refuses_a_block_that_is_not_initialised() {
        assertThatThrownBy(() -> BlockTree.of(new Mlp(4, 2, new int[] {3})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Mlp is not initialised");
    }
}
