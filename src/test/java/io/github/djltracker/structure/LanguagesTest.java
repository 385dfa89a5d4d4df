package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.github.djltracker.structure.nets.GroovyNets;
import io.github.djltracker.structure.nets.KotlinNets;
import io.github.djltracker.structure.nets.ScalaNets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that are written in Kotlin, Scala and Groovy. */
class LanguagesTest {
    private static BlockTree tree(Block block, int rows, DataType type) {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, type, new Shape(rows, 20));
            return BlockTree.of(block);
        }
    }

    private static String hash(Supplier<Block> network) {
        return tree(network.get(), 3, DataType.FLOAT32).hash();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                        KotlinNets.pairs().entrySet().stream().map(pair -> arguments("Kotlin", pair)),
                        ScalaNets.pairs().entrySet().stream().map(pair -> arguments("Scala", pair)),
                        GroovyNets.pairs().entrySet().stream().map(pair -> arguments("Groovy", pair)))
                .flatMap(pairs -> pairs);
    }

    private static Arguments arguments(String language, Map.Entry<String, Supplier<Block>[]> pair) {
        return Arguments.of(language + ": " + pair.getKey(), pair.getValue()[0], pair.getValue()[1]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void networks_that_compute_different_things_have_different_hashes(
            String name, Supplier<Block> left, Supplier<Block> right) {
        assertThat(hash(left)).isEqualTo(hash(left)).isNotEqualTo(hash(right));
        assertThat(hash(right)).isEqualTo(hash(right));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void batch_size_precision_passes_saving_and_loading_have_no_part_in_the_hash(
            String name, Supplier<Block> left, Supplier<Block> right) throws Exception {
        String hash = hash(left);
        Block block = left.get();
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(5, 20));
            assertThat(BlockTree.of(block).hash()).isEqualTo(hash);
            for (int pass = 0; pass < 2; pass++) {
                NDList inputs = new NDList(manager.ones(new Shape(5, 20)));
                assertThat(block.forward(new ParameterStore(manager, false), inputs, true))
                        .isNotEmpty();
            }
            assertThat(BlockTree.of(block).hash()).isEqualTo(hash);
            assertThat(BlockTree.of(loaded(manager, block, left.get())).hash()).isEqualTo(hash);
        }
        assertThat(tree(left.get(), 2, DataType.FLOAT16).hash()).isEqualTo(hash);
    }

    static Stream<Arguments> marked() {
        return GroovyNets.marked().entrySet().stream().map(pair -> arguments("Groovy", pair));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("marked")
    void what_is_not_told_apart_is_marked(String name, Supplier<Block> left, Supplier<Block> right) {
        assertThat(hash(left)).isEqualTo(hash(right));
        assertThat(tree(left.get(), 3, DataType.FLOAT32).uncertainties())
                .anySatisfy(mark -> assertThat(mark.toString()).contains("captured an object of"));
    }

    /** Loads the parameters that one block saved into a fresh block. */
    private static Block loaded(NDManager manager, Block saved, Block fresh)
            throws IOException, MalformedModelException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        saved.saveParameters(new DataOutputStream(bytes));
        fresh.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return fresh;
    }

    @Test
    void there_are_at_least_forty_pairs_of_which_no_two_networks_are_one() {
        Map<String, String> known = new HashMap<>();
        pairs().forEach(pair -> {
            for (int side = 1; side <= 2; side++) {
                @SuppressWarnings("unchecked")
                Supplier<Block> network = (Supplier<Block>) pair.get()[side];
                known.putIfAbsent(hash(network), String.valueOf(pair.get()[0]));
            }
        });

        assertThat(pairs().count()).isGreaterThanOrEqualTo(40);
        assertThat(known.size()).isGreaterThanOrEqualTo(40);
    }
}
