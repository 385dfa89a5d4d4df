package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.BlockTree;
import io.github.djltracker.structure.nets.Architectures.Architecture;
import io.github.djltracker.structure.nets.Architectures.Pair;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Prints the name and hash of each architecture, one per line, for comparison with other JVMs. */
public final class HashPrinter {
    /** The prefix of names of networks whose fields must be read to identify them. */
    public static final String KEPT = "kept ";

    /** The prefix of the line that reports which parts of a block could not be read. */
    public static final String UNCERTAIN = "uncertain: ";

    private HashPrinter() {}

    /** Prints the hashes for a batch of args[0] rows and parameters of type args[1]. */
    @SuppressWarnings("SystemOut") // printing is its purpose
    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        DataType type = DataType.valueOf(args[1]);
        for (Architecture architecture : Architectures.all()) {
            System.out.println(architecture.name() + "=" + hash(architecture, rows, type));
        }
        for (Pair pair : Architectures.wronglyMerged()) {
            System.out.println(pair.name() + ", left=" + hash(pair.left(), rows, type));
            System.out.println(pair.name() + ", right=" + hash(pair.right(), rows, type));
        }
        KeepingBlocks.values().forEach((name, values) -> {
            System.out.println(KEPT + name + ", left=" + hash(new KeepingBlocks.Any(values[0]), rows, type));
            System.out.println(KEPT + name + ", right=" + hash(new KeepingBlocks.Any(values[1]), rows, type));
        });
        System.out.println(UNCERTAIN + uncertainties(new KeepingBlocks.Any(1), rows, type));
        System.out.println("heads, left=" + hash(new KeepingBlocks.Attention(2), rows, type));
        System.out.println("heads, right=" + hash(new KeepingBlocks.Attention(5), rows, type));
        printPairs("Kotlin", rows, type);
        printPairs("Scala", rows, type);
        printPairs("Groovy", rows, type);
    }

    /** Prints the networks of a language, if they are on the class path. */
    @SuppressWarnings({"SystemOut", "unchecked"})
    private static void printPairs(String language, int rows, DataType type) {
        Map<String, Supplier<Block>[]> pairs;
        try {
            Class<?> nets = Class.forName(HashPrinter.class.getPackageName() + "." + language + "Nets");
            pairs = (Map<String, Supplier<Block>[]>) nets.getMethod("pairs").invoke(null);
        } catch (ReflectiveOperationException e) {
            return;
        }
        pairs.forEach((name, pair) -> {
            String of = KEPT + language + ", " + name;
            System.out.println(of + ", left=" + hash(pair[0].get(), rows, type));
            System.out.println(of + ", right=" + hash(pair[1].get(), rows, type));
        });
    }

    private static String hash(Block block, int rows, DataType type) {
        return tree(block, rows, type).hash();
    }

    private static List<String> uncertainties(Block block, int rows, DataType type) {
        return tree(block, rows, type).uncertainties();
    }

    private static BlockTree tree(Block block, int rows, DataType type) {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, type, new Shape(rows, 20));
            return BlockTree.of(block);
        }
    }

    public static String hash(Architecture architecture, int rows, DataType type) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = architecture.block().get();
            block.initialize(manager, type, architecture.inputs().apply(rows));
            return BlockTree.of(block).hash();
        }
    }
}
