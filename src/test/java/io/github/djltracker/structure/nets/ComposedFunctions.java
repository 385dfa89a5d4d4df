package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import io.github.djltracker.structure.BlockTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions that the JDK composes of others. The main method prints a line for each: name, hash, and uncertainties. */
public final class ComposedFunctions {
    private ComposedFunctions() {}

    /** Functions that all compute something different; the last one draws random numbers. */
    public static Map<String, Function<NDList, NDList>> all() {
        Function<NDList, NDList> twice = list -> new NDList(list.head().mul(2));
        Function<NDList, NDList> plus = list -> new NDList(list.head().add(1));
        UnaryOperator<NDList> root = list -> new NDList(list.head().sqrt());
        Map<String, Function<NDList, NDList>> all = new LinkedHashMap<>();
        all.put("twice and then plus", twice.andThen(plus));
        all.put("twice behind plus", twice.compose(plus));
        all.put("twice and then root", twice.andThen(root));
        all.put("twice and then plus and then root", twice.andThen(plus).andThen(root));
        all.put("twice and then plus behind root", root.andThen(twice.andThen(plus)));
        all.put("two and then noise", twice.andThen(new Noise(3)));
        return all;
    }

    /** A function that must not be run during a scan, because it has its own random generator. */
    public static final class Noise implements Function<NDList, NDList> {
        private final Random random;

        Noise(long seed) {
            random = new Random(seed);
        }

        @Override
        public NDList apply(NDList list) {
            return new NDList(list.head().add(random.nextFloat()));
        }
    }

    /** The tree of a block with this function. */
    public static BlockTree tree(Function<NDList, NDList> function) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = new LambdaBlock(function);
            block.initialize(manager, DataType.FLOAT32, new Shape(2, 20));
            return BlockTree.of(block);
        }
    }

    /** Prints all of them, twice. */
    public static void main(String[] arguments) {
        for (int time = 0; time < 2; time++) {
            all().forEach((name, function) -> {
                BlockTree tree = tree(function);
                System.out.println(name + "\t" + tree.hash() + "\t" + tree.uncertainties());
            });
        }
    }
}
