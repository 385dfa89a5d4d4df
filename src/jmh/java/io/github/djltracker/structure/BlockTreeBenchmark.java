package io.github.djltracker.structure;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Scan and hash of a residual network of 300 blocks on images of 32 by 32 pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BlockTreeBenchmark {
    /** The number of residual units, of 8 blocks each. */
    private static final int UNITS = 38;

    private static final int BLOCKS = 300;

    private final NDManager manager = NDManager.newBaseManager();
    private final SequentialBlock network = new SequentialBlock();

    @Setup
    public void build() {
        for (int i = 0; i < UNITS; i++) {
            SequentialBlock unit = new SequentialBlock()
                    .add(conv())
                    .add(BatchNorm.builder().build())
                    .add(Activation::relu)
                    .add(conv())
                    .add(BatchNorm.builder().build());
            network.add(new ParallelBlock(
                    lists -> new NDList(lists.get(0).head().add(lists.get(1).head())),
                    List.of(unit, Blocks.identityBlock())));
        }
        network.add(LambdaBlock.singleton(Pool::globalAvgPool2d));
        network.add(Linear.builder().setUnits(10).build());
        network.initialize(manager, DataType.FLOAT32, new Shape(32, 8, 32, 32));
        int blocks = BlockTree.of(network).modules().size();
        if (blocks < BLOCKS) {
            throw new IllegalStateException("only " + blocks + " blocks");
        }
    }

    @TearDown
    public void close() {
        manager.close();
    }

    @Benchmark
    public String scanAndHash() {
        return BlockTree.of(network).hash();
    }

    private static Conv2d conv() {
        return Conv2d.builder()
                .setFilters(8)
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .build();
    }
}
