package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.nets.AlikeBlocks;
import io.github.djltracker.structure.nets.AlikeBlocks.Alike;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that look the same but differ have different hashes, or are marked as uncertain. */
class AlikeBlocksTest {
    static Stream<Arguments> pairs() {
        return AlikeBlocks.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void none_is_merged_in_silence(String difference, Alike pair) {
        BlockTree one = tree(pair.one().get());
        BlockTree other = tree(pair.other().get());

        if (one.uncertainties().isEmpty() || other.uncertainties().isEmpty()) {
            assertThat(one.hash()).isNotEqualTo(other.hash());
        }
        assertThat(tree(pair.one().get()).hash()).isEqualTo(one.hash());
    }

    private static BlockTree tree(Block block) {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(3, 20));
            return BlockTree.of(block);
        }
    }
}
