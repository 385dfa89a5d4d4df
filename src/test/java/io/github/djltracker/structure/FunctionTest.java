package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.LambdaBlock;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What functions are known by. None in this class could do harm: those of one class stand or fall together. */
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

    private record Times(int factor) implements Function<NDList, NDList> {
        @Override
        public NDList apply(NDList list) {
            return new NDList(list.head().mul(factor));
        }
    }
}
