package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.djltracker.structure.nets.Architectures;
import io.github.djltracker.structure.nets.Architectures.Architecture;
import io.github.djltracker.structure.nets.Architectures.Pair;
import io.github.djltracker.structure.nets.HashPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hash over many networks: what must not change it, and what must change it. */
class BlockHashTest {
    static List<Architecture> architectures() {
        return Architectures.all();
    }

    static List<Pair> pairs() {
        return Architectures.wronglyMerged();
    }

    @Test
    void no_two_architectures_have_one_hash() {
        Map<String, String> names = new HashMap<>();

        for (Architecture architecture : Architectures.all()) {
            String hash = HashPrinter.hash(architecture, 2, DataType.FLOAT32);
            assertThat(names.put(hash, architecture.name()))
                    .as(architecture.name() + " has the hash of")
                    .isNull();
        }

        assertThat(names).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void networks_that_compute_different_things_have_different_hashes(Pair pair) {
        assertThat(HashPrinter.hash(pair.left(), 2, DataType.FLOAT32))
                .isNotEqualTo(HashPrinter.hash(pair.right(), 2, DataType.FLOAT32));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void batch_size_and_precision_do_not_change_the_hash(Architecture architecture) {
        String hash = HashPrinter.hash(architecture, 2, DataType.FLOAT32);

        assertThat(HashPrinter.hash(architecture, 7, DataType.FLOAT32)).isEqualTo(hash);
        assertThat(HashPrinter.hash(architecture, 2, DataType.FLOAT16)).isEqualTo(hash);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void training_saving_and_loading_do_not_change_the_hash(Architecture architecture, @TempDir Path directory)
            throws IOException, ai.djl.MalformedModelException {
        Engine.getInstance().setRandomSeed(7);
        String hash = HashPrinter.hash(architecture, 2, DataType.FLOAT32);
        Shape[] shapes = architecture.inputs().apply(4);
        try (Model model = Model.newInstance("net")) {
            model.setBlock(architecture.block().get());
            try (Trainer trainer = model.newTrainer(config())) {
                trainer.initialize(shapes);
                assertThat(BlockTree.of(model.getBlock()).hash()).isEqualTo(hash);
                train(trainer, shapes, architecture.type());
                assertThat(BlockTree.of(model.getBlock()).hash()).isEqualTo(hash);
            }
            model.getBlock().freezeParameters(true);
            assertThat(BlockTree.of(model.getBlock()).hash()).isEqualTo(hash);
            model.save(directory, "net");
        }
        try (Model model = Model.newInstance("net")) {
            model.setBlock(architecture.block().get());
            model.load(directory, "net");
            Block block = model.getBlock();
            if (!block.isInitialized()) { // some of DJL's blocks do not save their initialisation
                block.initialize(
                        model.getNDManager(),
                        DataType.FLOAT32,
                        architecture.inputs().apply(3));
            }
            assertThat(BlockTree.of(block).hash()).isEqualTo(hash);
            try (Trainer trainer = model.newTrainer(config())) {
                trainer.initialize(architecture.inputs().apply(5));
                assertThat(BlockTree.of(block).hash()).isEqualTo(hash);
            }
        }
    }

    private static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(1e-3f))
                        .build());
    }

    private static void train(Trainer trainer, Shape[] shapes, DataType type) {
        try (NDManager manager = trainer.getManager().newSubManager();
                GradientCollector collector = trainer.newGradientCollector()) {
            NDList inputs = new NDList();
            for (Shape shape : shapes) {
                inputs.add(type.isFloating() ? manager.randomUniform(0, 1, shape) : manager.ones(shape, type));
            }
            NDList outputs = trainer.forward(inputs);
            NDArray loss = null;
            for (NDArray output : outputs) {
                if (output.getDataType().isFloating()) {
                    // weighted, because the plain mean of a softmax has no gradient, and DJL then refuses to step
                    NDArray mean = output.mul(manager.randomUniform(0, 1, output.getShape(), output.getDataType()))
                            .mean();
                    loss = loss == null ? mean : loss.add(mean);
                }
            }
            assertThat(loss).isNotNull();
            collector.backward(loss);
            trainer.step();
        }
    }
}
