package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.LambdaBlock;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.djltracker.structure.nets.ComposedFunctions;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How functions are identified. No function in this class may have side effects, because the functions of one class are
 * judged together.
 */
class FunctionTest {
    @Test
    void functions_in_place_and_with_casts_to_the_engine_are_told_apart() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Function<NDArray, NDArray>> functions = List.of(
                    array -> array.addi(1),
                    array -> array.add(1),
                    array -> array.add(1).muli(2),
                    array -> array.get(array.gt(0)),
                    array -> ((PtNDArray) array).mul(3),
                    array -> array.mul(2).add(((PtNDArray) array).mul(3)),
                    array -> array.toType(DataType.INT32, false),
                    array -> array);

            assertThat(functions.stream()
                            .map(function -> BlockTree.of(
                                            HarmTest.initialised(manager, LambdaBlock.singleton(function)))
                                    .hash()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_function_that_cannot_be_followed_is_known_as_far_as_it_went() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LambdaBlock block = LambdaBlock.singleton(array -> array.mul(2).add(((PtNDArray) array).mul(3)));
            BlockTree tree = BlockTree.of(HarmTest.initialised(manager, block));

            assertThat(tree.canonicalForm()).contains("\"trace\":[\"v1=mul(in0,2)\"]", "FunctionTest$$Lambda");
            assertThat(String.valueOf(tree.modules().get(1).attributes().get("notes")))
                    .contains("could not be followed", "ClassCastException");
        }
    }

    @Test
    void a_function_of_a_class_is_known_by_what_it_does() {
        try (NDManager manager = NDManager.newBaseManager()) {
            BlockTree three = BlockTree.of(HarmTest.initialised(manager, new LambdaBlock(new Times(3))));
            BlockTree four = BlockTree.of(HarmTest.initialised(manager, new LambdaBlock(new Times(4))));

            assertThat(three.canonicalForm()).contains("v1=mul(in0,3)");
            assertThat(three.hash()).isNotEqualTo(four.hash());
        }
    }

    @Test
    void what_the_jdk_composed_of_functions_is_not_run_and_says_what_would_open_it() {
        ComposedFunctions.all().forEach((name, function) -> {
            BlockTree tree = ComposedFunctions.tree(function);

            assertThat(tree.canonicalForm()).as(name).contains("\"opaque\":\"java.util.function.Function$$Lambda\"");
            assertThat(tree.uncertainties().toString())
                    .as(name)
                    .contains("captured cannot be read: start Java with --add-opens"
                            + " java.base/java.util.function=ALL-UNNAMED");
        });
    }

    @Test
    void what_a_function_keeps_in_a_superclass_counts_and_what_cannot_be_told_is_marked() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<BlockTree> trees = Stream.of(new Noisy(2, null), new Noisy(3, null), new Noisy(2, new Mutable(4)))
                    .map(function -> BlockTree.of(HarmTest.initialised(manager, new LambdaBlock(function))))
                    .toList();

            assertThat(trees.get(0).hash()).isNotEqualTo(trees.get(1).hash());
            assertThat(trees.get(0).uncertainties()).isEmpty();
            assertThat(trees.get(2).uncertainties())
                    .singleElement()
                    .asString()
                    .contains("captured an object of", "Mutable", "make it a record");
        }
    }

    @Test
    void a_function_that_waits_for_the_values_of_an_array_is_left_after_its_first_question() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LambdaBlock block = new LambdaBlock(list -> {
                float greatest = list.head().max().getFloat();
                int doublings = 0;
                while (greatest > 0 && greatest < 1) {
                    greatest *= 2;
                    doublings++;
                }
                return new NDList(list.head().mul(doublings));
            });
            BlockTree tree = BlockTree.of(HarmTest.initialised(manager, block));

            assertThat(String.valueOf(tree.modules().get(1).attributes().get("notes")))
                    .contains("it reads the values of an array: getFloat");
            assertThat(tree.uncertainties()).isNotEmpty();
        }
    }

    /** An object whose content may change at any time. */
    private static final class Mutable {
        int factor;

        Mutable(int factor) {
            this.factor = factor;
        }
    }

    private abstract static class Scaling implements Function<NDList, NDList> {
        final int factor;

        Scaling(int factor) {
            this.factor = factor;
        }
    }

    /** Must not be run, because it draws random numbers. */
    private static final class Noisy extends Scaling {
        private final @Nullable Mutable mutable;
        private final Random random = new Random(1);

        Noisy(int factor, @Nullable Mutable mutable) {
            super(factor);
            this.mutable = mutable;
        }

        @Override
        public NDList apply(NDList list) {
            int more = mutable == null ? 1 : mutable.factor;
            return new NDList(list.head().mul(factor * more).add(random.nextFloat()));
        }
    }

    private record Times(int factor) implements Function<NDList, NDList> {
        @Override
        public NDList apply(NDList list) {
            return new NDList(list.head().mul(factor));
        }
    }
}
