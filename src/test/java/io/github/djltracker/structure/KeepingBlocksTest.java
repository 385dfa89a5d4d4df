package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.djltracker.structure.nets.KeepingBlocks;
import io.github.djltracker.structure.nets.KeepingBlocks.Activated;
import io.github.djltracker.structure.nets.KeepingBlocks.Any;
import io.github.djltracker.structure.nets.KeepingBlocks.Attention;
import io.github.djltracker.structure.nets.KeepingBlocks.Child;
import io.github.djltracker.structure.nets.KeepingBlocks.Primitives;
import io.github.djltracker.structure.nets.KeepingBlocks.Scaled;
import io.github.djltracker.structure.nets.KeepingBlocks.Settable;
import io.github.djltracker.structure.nets.UserBlocks;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks whose passes would leave a trace are distinguished by what their constructors store in fields. */
class KeepingBlocksTest {
    private static BlockTree tree(Block block) {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(3, 20));
            return BlockTree.of(block);
        }
    }

    private static String hash(Block block) {
        return tree(block).hash();
    }

    static Stream<Arguments> values() {
        return KeepingBlocks.values().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void a_hyperparameter_of_any_kind_is_in_the_hash(String kind, Object left, Object right) {
        BlockTree tree = tree(new Any(left));

        assertThat(tree.hash()).isEqualTo(hash(new Any(left))).isNotEqualTo(hash(new Any(right)));
        assertThat(tree.uncertainties()).isEmpty();
        assertThat(tree.canonicalForm()).contains("\"algorithm\":\"djl-tracker-block-2\"");
    }

    static Stream<Arguments> primitives() {
        short one = 1;
        byte two = 2;
        return Stream.of(
                Arguments.of("int", new Primitives(9, 1, 1, 1, true, 'a', one, two)),
                Arguments.of("long", new Primitives(1, 9, 1, 1, true, 'a', one, two)),
                Arguments.of("float", new Primitives(1, 1, 9, 1, true, 'a', one, two)),
                Arguments.of("double", new Primitives(1, 1, 1, 9, true, 'a', one, two)),
                Arguments.of("boolean", new Primitives(1, 1, 1, 1, false, 'a', one, two)),
                Arguments.of("char", new Primitives(1, 1, 1, 1, true, 'z', one, two)),
                Arguments.of("short", new Primitives(1, 1, 1, 1, true, 'a', (short) 9, two)),
                Arguments.of("byte", new Primitives(1, 1, 1, 1, true, 'a', one, (byte) 9)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("primitives")
    void a_field_that_only_constructors_lead_to_is_in_the_hash(String kind, Block other) {
        Block block = new Primitives(1, 1, 1, 1, true, 'a', (short) 1, (byte) 2);

        assertThat(hash(block)).isNotEqualTo(hash(other));
    }

    @Test
    void fields_of_superclasses_count_and_so_do_those_of_one_name() {
        assertThat(List.of(hash(new Child(1, 2)), hash(new Child(2, 1)), hash(new Child(1, 1))))
                .doesNotHaveDuplicates();
    }

    @Test
    void functions_in_fields_are_known_by_what_they_do() {
        float factor = Float.parseFloat("3");
        List<String> hashes = List.of(
                hash(new Activated(array -> array.getNDArrayInternal().relu())),
                hash(new Activated(NDArray::tanh)),
                hash(new Activated(array -> array.mul(factor))),
                hash(new Activated(array -> array.mul(factor + 1))),
                hash(new Activated(KeepingBlocks.times(5))),
                hash(new Activated(KeepingBlocks.times(6))),
                hash(new Scaled(array -> array.mul(7))),
                hash(new Scaled(array -> array.mul(8))));

        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(hash(new Activated(KeepingBlocks.times(5)))).isEqualTo(hashes.get(4));
    }

    @Test
    void attention_that_keeps_its_weights_for_a_plot_is_traced_and_keeps_what_it_had() {
        Attention block = new Attention(5);
        BlockTree five = tree(block);

        assertThat(five.hash()).isNotEqualTo(hash(new Attention(2)));
        assertThat(five.canonicalForm()).contains("softmax").doesNotContain("opaque");
        assertThat(block.weights()).isNull();
    }

    @Test
    void functions_behind_functions_are_followed() {
        Function<NDList, NDList> relu =
                list -> new NDList(list.head().getNDArrayInternal().relu());
        Function<NDList, NDList> tanh = list -> new NDList(list.head().tanh());

        assertThat(List.of(hash(wrapped(relu)), hash(wrapped(tanh)), hash(wrapped(times(2))), hash(wrapped(times(3)))))
                .doesNotHaveDuplicates();
        assertThat(tree(wrapped(times(2))).uncertainties()).isEmpty();
        assertThat(tree(wrapped(times(2))).canonicalForm()).contains("mul(in0,2)");
    }

    private static Function<NDList, NDList> times(int factor) {
        return list -> new NDList(list.head().mul(factor));
    }

    private static Block wrapped(Function<NDList, NDList> function) {
        return new LambdaBlock(input -> function.apply(input));
    }

    @Test
    void what_an_opaque_function_captured_counts_with_its_value() {
        Random random = new Random(1);
        List<String> hashes = new ArrayList<>();
        for (float scale : new float[] {1, 2}) {
            hashes.add(hash(new LambdaBlock(list -> new NDList(list.head().mul(scale * random.nextFloat())))));
        }

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void what_may_be_another_network_as_well_says_so() {
        Random random = new Random(1);
        BlockTree lambda = tree(new SequentialBlock()
                .add(Linear.builder().setUnits(2).build())
                .add(new LambdaBlock(list -> new NDList(list.head().mul(random.nextFloat())))));
        BlockTree settable = tree(new Settable());

        assertThat(lambda.uncertainties()).singleElement().asString().startsWith("02LambdaBlock: its function");
        assertThat(settable.uncertainties()).singleElement().asString().contains("factor can be set");
        assertThat(settable.modules().get(0).attributes()).containsKey("notFullyIdentified");
        assertThat(tree(Linear.builder().setUnits(2).build()).uncertainties()).isEmpty();
    }

    @Test
    void a_field_counts_though_its_method_fills_a_list_and_a_counter_does_not_though_it_is_in_a_superclass() {
        String relu = hash(new Mode("relu"));

        assertThat(relu).isNotEqualTo(hash(new Mode("tanh"))).isEqualTo(hash(new Mode("relu")));
        Mode counted = new Mode("relu");
        counted.passes += 5;
        assertThat(counted.passes).isEqualTo(5);
        assertThat(hash(counted)).isEqualTo(relu);
        assertThat(tree(counted).canonicalForm()).contains("\"fields\":{\"mode\":\"relu\"}");
    }

    private abstract static class Counted extends UserBlocks.SameShape {
        int passes;
    }

    private static final class Mode extends Counted {
        private final String mode;

        Mode(String mode) {
            this.mode = mode;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            passes++;
            List<NDArray> all = new ArrayList<>();
            all.add(inputs.head());
            return new NDList(
                    mode.equals("relu")
                            ? all.get(0).getNDArrayInternal().relu()
                            : all.get(0).tanh());
        }
    }

    @Test
    void a_block_of_a_class_without_a_name_says_so() {
        Block block = new UserBlocks.SameShape() {
            private final Random random = new Random(1);

            @Override
            protected NDList forwardInternal(
                    ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
                return new NDList(inputs.head().mul(random.nextFloat()));
            }
        };

        assertThat(tree(block).uncertainties())
                .anySatisfy(mark -> assertThat(mark.toString()).contains("make it a top-level class"));
    }

    /** Values of fields that are hard to read. */
    static Stream<Arguments> hostile() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Object throwing = Proxy.newProxyInstance(
                KeepingBlocksTest.class.getClassLoader(), new Class<?>[] {Map.class}, (proxy, method, given) -> {
                    throw new IllegalStateException("no");
                });
        Map<Object, Object> inMap = new HashMap<>();
        inMap.put("self", inMap);
        return Stream.of(
                Arguments.of("a list of itself", itself, false),
                Arguments.of("a map of itself", inMap, false),
                Arguments.of("a long list", Collections.nCopies(10_000_000, 1), true),
                Arguments.of("a long array", new int[10_000_000], true),
                Arguments.of("a proxy that throws", throwing, true),
                Arguments.of("a stream", Stream.of(1), true),
                Arguments.of("a long text", "x".repeat(1_000_000), false),
                Arguments.of("a text of ten million characters", "x".repeat(10_000_000), true),
                Arguments.of("many long texts", Collections.nCopies(9_000, "x".repeat(9_999)), true),
                Arguments.of("a number of a million bits", BigInteger.ONE.shiftLeft(1_000_000), true),
                Arguments.of("a number with a great exponent", new BigDecimal("1e1000000"), false),
                Arguments.of("a thread", new Thread(() -> {}), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void a_field_that_is_hard_to_read_is_a_hash_or_a_mark(String name, Object value, boolean isMarked) {
        Block block = new Any(value);

        BlockTree tree = tree(block);

        assertThat(tree.uncertainties().isEmpty()).isEqualTo(!isMarked);
        assertThat(tree.hash()).isEqualTo(hash(block));
    }

    @Test
    void a_block_that_holds_itself_or_a_class_that_is_not_there_has_a_hash() {
        KeepingBlocks.Holder holder = new KeepingBlocks.Holder();

        assertThat(hash(holder)).hasSize(64);
        assertThat(hash(KeepingBlocks.Holder.of(holder))).hasSize(64);
    }
}
