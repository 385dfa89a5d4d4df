package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.structure.nets.Architectures;
import io.github.djltracker.structure.nets.Architectures.Architecture;
import io.github.djltracker.structure.nets.UserBlocks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scan leaves no trace: not in the engine's random state, in its arrays, or in the blocks of users. */
class HarmTest {
    private static final Random GENERATOR = new Random(7);
    private static int calls;

    static List<Architecture> architectures() {
        return Architectures.all();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void a_scan_leaves_random_state_and_arrays_as_they_were(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = architecture.block().get();
            block.initialize(manager, DataType.FLOAT32, architecture.inputs().apply(2));
            unchanged(manager, block);
        }
    }

    @Test
    void functions_that_draw_from_the_engine_are_followed_without_drawing() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<String> forms = new ArrayList<>();
            for (float width : new float[] {.1f, .2f}) {
                Block block = initialised(
                        manager,
                        LambdaBlock.singleton(array -> array.add(
                                array.getManager().randomNormal(0, width, array.getShape(), DataType.FLOAT32))),
                        new LambdaBlock(list -> Dropout.dropout(list.head(), width, true)));
                unchanged(manager, block);
                forms.add(BlockTree.of(block).canonicalForm());
            }

            assertThat(forms.get(0))
                    .contains("v1=manager.randomNormal(0,0.1,[1,4],FLOAT32)", "dropout(in0,0.1,true)")
                    .isNotEqualTo(forms.get(1));
        }
    }

    @Test
    void functions_that_could_do_harm_are_not_run() {
        Random captured = new Random(3);
        AtomicInteger counter = new AtomicInteger();
        int[] cell = new int[1];
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray held = manager.ones(new Shape(4));
            Block block = initialised(
                    manager,
                    LambdaBlock.singleton(array -> array.mul(captured.nextFloat())),
                    LambdaBlock.singleton(array -> array.mul(GENERATOR.nextFloat())),
                    LambdaBlock.singleton(array -> array.mul(counter.incrementAndGet())),
                    LambdaBlock.singleton(array -> array.mul(++cell[0])),
                    LambdaBlock.singleton(array -> array.mul(++calls)),
                    LambdaBlock.singleton(array -> array.add(held.addi(1))),
                    LambdaBlock.singleton(array -> array.add(manager.randomUniform(0, 1, array.getShape()))),
                    LambdaBlock.singleton(
                            array -> array.add(NDManager.newBaseManager().randomUniform(0, 1, array.getShape()))),
                    LambdaBlock.singleton(array -> array.mul((float) Math.random())));
            int before = counter.get() + cell[0] + calls;
            float[] values = held.toFloatArray();

            BlockTree tree = unchanged(manager, block);

            assertThat(counter.get() + cell[0] + calls).isEqualTo(before);
            assertThat(held.toFloatArray()).isEqualTo(values);
            assertThat(tree.modules().subList(1, 10))
                    .allSatisfy(module -> assertThat(
                                    String.valueOf(module.attributes().get("notes")))
                            .contains("was not run"));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_proxy_is_not_run_and_is_known_by_its_handler() {
        AtomicInteger calls = new AtomicInteger();
        List<BlockTree> trees = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int factor : List.of(2, 3, 2)) {
                Function<NDList, NDList> proxy = (Function<NDList, NDList>) Proxy.newProxyInstance(
                        HarmTest.class.getClassLoader(),
                        new Class<?>[] {Function.class},
                        new CountingHandler(factor, calls));
                Block block = initialised(manager, new LambdaBlock(proxy));
                int before = calls.get();
                trees.add(BlockTree.of(block));
                assertThat(calls).hasValue(before);
            }

            assertThat(trees.get(0).hash())
                    .isNotEqualTo(trees.get(1).hash())
                    .isEqualTo(trees.get(2).hash());
            assertThat(trees.get(0).canonicalForm()).contains("\"opaque\":\"java.lang.reflect.Proxy\"");
        }
    }

    private record CountingHandler(int factor, AtomicInteger calls) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            calls.incrementAndGet();
            return new NDList(((NDList) arguments[0]).head().mul(factor));
        }
    }

    @Test
    void a_block_that_is_no_child_is_not_run_through_the_one_that_holds_it() {
        for (boolean isListed : List.of(false, true)) {
            UserBlocks.Counting inner = new UserBlocks.Counting();
            try (NDManager manager = NDManager.newBaseManager()) {
                inner.initialize(manager, DataType.FLOAT32, new Shape(2, 4));
                Block block = initialised(manager, new Holding(isListed ? List.of(inner) : inner));
                long before = inner.passes();

                BlockTree tree = BlockTree.of(block);

                assertThat(inner.passes()).isEqualTo(before);
                assertThat(note(tree, "01Holding")).contains("it holds a block that is not its child");
                assertThat(tree.uncertainties())
                        .anySatisfy(mark -> assertThat(mark.toString()).contains("addChildBlock"));
            }
        }
    }

    private static final class Holding extends UserBlocks.SameShape {
        private final Object held;

        Holding(Object held) {
            this.held = held;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            Block inner = (Block) (held instanceof List<?> list ? list.get(0) : held);
            return inner.forward(store, inputs, training);
        }
    }

    @Test
    void whatever_a_pass_throws_ends_there() {
        for (Error error : List.of(new Error("no"), new AssertionError("no"), new InternalError("no"))) {
            try (NDManager manager = NDManager.newBaseManager()) {
                Block block = new Throwing(error);
                block.initialize(manager, DataType.FLOAT32, new Shape(2, 4));

                if (error instanceof VirtualMachineError) {
                    assertThatThrownBy(() -> BlockTree.of(block)).isSameAs(error);
                } else {
                    assertThat(BlockTree.of(block).hash()).hasSize(64);
                }
            }
        }
    }

    private static final class Throwing extends UserBlocks.SameShape {
        private final Error error;

        Throwing(Error error) {
            this.error = error;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            throw error;
        }
    }

    @Test
    void a_generator_of_the_user_goes_on_as_it_would_have() {
        Random random = new Random(5);
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = initialised(manager, new UserBlocks.Jitter(random, .1f), new UserBlocks.Counting());
            BlockTree.of(block);

            assertThat(random.nextLong()).isEqualTo(new Random(5).nextLong());
        }
    }

    @Test
    void a_block_that_counts_its_passes_is_not_run() {
        UserBlocks.Counting counting = new UserBlocks.Counting();
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree tree = BlockTree.of(initialised(manager, counting));

            assertThat(counting.passes()).isZero();
            assertThat(note(tree, "01Counting")).contains("it writes the field", "Counting.passes");
        }
    }

    static BlockTree unchanged(NDManager manager, Block block) {
        int arrays = arrays(manager);
        Engine.getInstance().setRandomSeed(11);
        float[] expected = manager.randomNormal(new Shape(3)).toFloatArray();
        Engine.getInstance().setRandomSeed(11);

        BlockTree tree = BlockTree.of(block);
        BlockTree.of(block);

        assertThat(manager.randomNormal(new Shape(3)).toFloatArray()).isEqualTo(expected);
        assertThat(arrays(manager) - 2).isEqualTo(arrays);
        return tree;
    }

    /** The number of arrays of the parent manager, the engine's own, which counts those of all managers below it. */
    private static int arrays(NDManager manager) {
        return manager.getParentManager().getManagedArrays().size();
    }

    static Block initialised(NDManager manager, Block... blocks) {
        Block block = Architectures.sequence(blocks);
        block.initialize(manager, DataType.FLOAT32, new Shape(2, 4));
        return block;
    }

    private static String note(BlockTree tree, String module) {
        return tree.modules().stream()
                .filter(record -> record.name().equals(module))
                .findFirst()
                .map(ModuleRecord::attributes)
                .map(attributes -> String.valueOf(attributes.get("notes")))
                .orElseThrow();
    }

    @Test
    void a_block_without_shapes_is_refused_before_anything_is_run() {
        assertThatThrownBy(() -> BlockTree.of(Linear.builder().setUnits(3).build()))
                .isInstanceOf(IllegalStateException.class);
    }
}
