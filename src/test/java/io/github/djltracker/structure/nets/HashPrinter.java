package io.github.djltracker.structure.nets;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import io.github.djltracker.structure.BlockTree;
import io.github.djltracker.structure.nets.Architectures.Architecture;
import io.github.djltracker.structure.nets.Architectures.Pair;

/** Prints a line for each architecture, its name and hash, for other JVMs to be compared with. */
public final class HashPrinter {
    private HashPrinter() {}

    /** Prints them for a batch of args[0] rows and parameters of type args[1]. */
    @SuppressWarnings("SystemOut") // what it prints is what it is for
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
    }

    public static String hash(Architecture architecture, int rows, DataType type) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = architecture.block().get();
            block.initialize(manager, type, architecture.inputs().apply(rows));
            return BlockTree.of(block).hash();
        }
    }
}
