package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djltracker.structure.nets.BusyBlocks;
import io.github.djltracker.structure.nets.BusyBlocks.Busy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pass that would change something is not run to find out what it computes. */
class BusyBlocksTest {
    private static final NDManager MANAGER = NDManager.newBaseManager();

    @AfterAll
    static void close() {
        MANAGER.close();
    }

    static Stream<Arguments> blocks() {
        return BusyBlocks.all(MANAGER.ones(new Shape(1))).entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void nothing_changes(String what, Busy busy) {
        busy.block().initialize(MANAGER, DataType.FLOAT32, new Shape(3, 20));
        List<?> before = busy.state().get();

        BlockTree tree = BlockTree.of(busy.block());

        // reading the state of an iterator takes its next number
        assertThat((Object) busy.state().get()).isEqualTo(what.contains("iterator") ? List.of(2) : before);
        assertThat(tree.canonicalForm()).contains("\"opaque\"");
    }
}
