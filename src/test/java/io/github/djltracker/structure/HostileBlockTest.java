package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.structure.nets.Architectures;
import io.github.djltracker.structure.nets.UserBlocks.SameShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks that nobody should write, and some unusual ones that users do write. */
class HostileBlockTest {
    @Test
    void shared_blocks_are_references() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Linear shared = Architectures.linear(4);
            BlockTree tree = BlockTree.of(HarmTest.initialised(manager, shared, Architectures.relu(), shared));

            ModuleRecord again = tree.modules().get(3);
            assertThat(again.name()).isEqualTo("03Linear");
            assertThat(again.attributes())
                    .containsEntry("sharedWith", "01Linear")
                    .doesNotContainKey("parameters");
            assertThat(tree.parameters()).isEqualTo(20);
            assertThat(tree.description()).isEqualTo("3 blocks, 20 parameters (20 trainable)");
        }
    }

    @Test
    void a_parameter_in_two_blocks_is_one() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameter tied = parameter();
            BlockTree one = BlockTree.of(HarmTest.initialised(manager, new Holder(tied), new Holder(tied)));
            BlockTree two =
                    BlockTree.of(HarmTest.initialised(manager, new Holder(parameter()), new Holder(parameter())));

            assertThat(one.parameters()).isEqualTo(3);
            assertThat(two.parameters()).isEqualTo(6);
            assertThat(one.canonicalForm()).contains("{\"name\":\"w\",\"same\":[1,\"w\"]}");
            assertThat(one.hash()).isNotEqualTo(two.hash());
        }
    }

    @Test
    void cycles_are_finite() {
        Knot first = new Knot();
        Knot second = new Knot();
        first.next = second;
        second.next = first;

        BlockTree tree = BlockTree.of(first);

        assertThat(tree.modules())
                .extracting(ModuleRecord::name)
                .containsExactly("HostileBlockTest$Knot", "next", "next/next");
        assertThat(tree.modules().get(2).attributes()).containsEntry("sharedWith", "HostileBlockTest$Knot");
        Knot alone = new Knot();
        alone.next = alone;
        assertThat(BlockTree.of(alone).hash()).isNotEqualTo(tree.hash());
    }

    @Test
    void ten_thousand_children_and_a_thousand_levels_are_read() {
        SequentialBlock wide = new SequentialBlock();
        for (int i = 0; i < 10_000; i++) {
            wide.add(list -> list);
        }
        SequentialBlock deep = Architectures.sequence(Architectures.relu());
        for (int i = 0; i < 1_000; i++) {
            deep = new SequentialBlock().add(deep);
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree tree = BlockTree.of(HarmTest.initialised(manager, wide, deep));

            assertThat(tree.modules()).hasSize(11_004);
            assertThat(tree.modules())
                    .allSatisfy(module -> assertThat(module.name().length()).isLessThanOrEqualTo(Limits.MAX_NAME));
            assertThat(tree.modules().stream().map(ModuleRecord::name)).doesNotHaveDuplicates();
        }
    }

    @Test
    void blocks_that_throw_from_everything_are_recorded() {
        BlockTree tree = BlockTree.of(new Thrower());

        assertThat(tree.canonicalForm()).contains("\"children\":\"unreadable\"", "\"parameters\":\"unreadable\"");
        assertThat(String.valueOf(tree.modules().get(0).attributes().get("notes")))
                .contains("children cannot be read");
    }

    @Test
    void odd_names_and_huge_values_are_cut_with_a_marker() {
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree tree = BlockTree.of(HarmTest.initialised(
                    manager,
                    new Named("a\nb\u0000\ud800".repeat(300)),
                    new LambdaBlock(list -> list, "x".repeat(2_000_000)),
                    new Talkative()));

            assertThat(tree.modules().get(2).name()).startsWith("01Named/").contains("a?b??", "...");
            assertThat(tree.modules().get(3).attributes().toString()).hasSizeLessThan(1_000_000);
            assertThat(tree.modules().get(4).attributes().toString()).contains("truncated: too large");
        }
    }

    @Test
    void what_a_block_says_of_itself_counts() {
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree one = BlockTree.of(HarmTest.initialised(manager, new Telling("1")));
            BlockTree two = BlockTree.of(HarmTest.initialised(manager, new Telling("2")));

            assertThat(one.canonicalForm()).contains("\"metadata\":{\"heads\":\"1\"}");
            assertThat(one.hash()).isNotEqualTo(two.hash());
        }
    }

    @Test
    void records_carry_shapes_counts_and_the_digest_of_a_users_class() {
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree tree = BlockTree.of(
                    HarmTest.initialised(manager, Architectures.linear(3), Architectures.relu(), new Telling("1")));

            Map<String, @Nullable Object> linear = tree.modules().get(1).attributes();
            assertThat(linear)
                    .containsEntry("type", "ai.djl.nn.core.Linear")
                    .containsEntry("depth", 1L)
                    .containsEntry("parameterCount", 15L)
                    .containsEntry("trainableParameterCount", 15L)
                    .containsEntry("inputShapes", List.of(List.of(-1L, 4L)))
                    .containsEntry("outputShapes", List.of(List.of(-1L, 3L)))
                    .doesNotContainKey("byteCode");
            assertThat(tree.modules().get(2).attributes()).containsEntry("outputShapes", List.of(List.of(-1L, 3L)));
            assertThat(String.valueOf(tree.modules().get(3).attributes().get("byteCode")))
                    .matches("[0-9a-f]{64}");
        }
    }

    @Test
    void null_is_refused() {
        assertThatThrownBy(() -> BlockTree.of(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("block");
    }

    @SuppressWarnings("NullAway") // the point of the test
    private static Block nothing() {
        return null;
    }

    private static Parameter parameter() {
        return Parameter.builder()
                .setName("w")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(3))
                .build();
    }

    /** Returns its input. */
    private static class Plain extends SameShape {
        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return inputs;
        }
    }

    private static final class Holder extends Plain {
        Holder(Parameter parameter) {
            addParameter(parameter);
        }
    }

    private static final class Named extends Plain {
        Named(String name) {
            addChildBlock(name, Architectures.relu());
        }
    }

    private static final class Telling extends Plain {
        private final String heads;

        Telling(String heads) {
            this.heads = heads;
        }

        @Override
        public Map<String, String> getCustomMetadata() {
            return Map.of("heads", heads);
        }
    }

    private static final class Talkative extends Plain {
        @Override
        public Map<String, String> getCustomMetadata() {
            Map<String, String> metadata = new HashMap<>();
            for (int i = 0; i < 10_000; i++) {
                metadata.put("key" + i, "x".repeat(1_000));
            }
            return metadata;
        }
    }

    private static final class Knot extends Plain {
        private @Nullable Block next;

        Knot() {
            inputShapes = new Shape[] {new Shape(1, 4)};
        }

        @Override
        public BlockList getChildren() {
            return new BlockList(List.of("next"), List.of(next == null ? this : next));
        }
    }

    private static final class Thrower extends Plain {
        private static IllegalStateException failure() {
            return new IllegalStateException("no");
        }

        @Override
        public boolean isInitialized() {
            throw failure();
        }

        @Override
        public Shape[] getInputShapes() {
            throw failure();
        }

        @Override
        public BlockList getChildren() {
            throw failure();
        }

        @Override
        public ParameterList getDirectParameters() {
            throw failure();
        }

        @Override
        public DataType[] getOutputDataTypes() {
            throw failure();
        }

        @Override
        public Map<String, String> getCustomMetadata() {
            throw failure();
        }
    }
}
