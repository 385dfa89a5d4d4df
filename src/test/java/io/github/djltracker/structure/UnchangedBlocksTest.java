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
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import io.github.djltracker.structure.nets.KeepingBlocks;
import io.github.djltracker.structure.nets.KeepingBlocks.Any;
import io.github.djltracker.structure.nets.KeepingBlocks.Attention;
import io.github.djltracker.structure.nets.KeepingBlocks.Child;
import io.github.djltracker.testing.random.Seeds;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifying a network changes neither its training nor the fields of its blocks. */
class UnchangedBlocksTest {
    /** Networks with random kinds of fields, some of which change in every pass. */
    static Stream<Arguments> networks() {
        Random random = new Random(Seeds.next());
        List<Object[]> values = new ArrayList<>(KeepingBlocks.values().values());
        List<Arguments> networks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Supplier<Block>> parts = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                Object value = values.get(random.nextInt(values.size()))[random.nextInt(2)];
                parts.add(() -> new Any(value));
            }
            parts.add(() -> new Attention(4));
            parts.add(() -> new Child(1, 2));
            networks.add(Arguments.of(parts));
        }
        return networks.stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_keeps_its_hash_through_ten_steps_and_its_losses_and_fields(List<Supplier<Block>> parts)
            throws IllegalAccessException {
        List<Float> plain = new ArrayList<>();
        List<Float> identified = new ArrayList<>();
        train(parts, false, plain);
        train(parts, true, identified);

        assertThat(identified).isEqualTo(plain);
    }

    private static void train(List<Supplier<Block>> parts, boolean isIdentified, List<Float> losses)
            throws IllegalAccessException {
        Engine.getInstance().setRandomSeed(7);
        SequentialBlock network = new SequentialBlock();
        parts.forEach(part -> network.add(part.get()));
        try (Model model = Model.newInstance("keeping");
                NDManager data = NDManager.newBaseManager()) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()))) {
                trainer.initialize(new Shape(4, 20));
                String hash = null;
                for (int step = 0; step < 10; step++) {
                    if (isIdentified) {
                        Map<String, Object> before = Reflected.fields(network);
                        String now = BlockTree.of(network).hash();
                        assertThat(Reflected.fields(network)).isEqualTo(before);
                        assertThat(hash == null || hash.equals(now)).isTrue();
                        hash = now;
                    }
                    losses.add(step(trainer, data));
                }
            }
        }
    }

    private static float step(Trainer trainer, NDManager data) {
        NDList batch = new NDList(data.randomNormal(new Shape(4, 20)));
        NDList labels = new NDList(data.zeros(new Shape(4, 20)));
        try (var collector = trainer.newGradientCollector()) {
            NDArray loss = trainer.getLoss().evaluate(labels, trainer.forward(batch));
            collector.backward(loss);
            float value = loss.getFloat();
            trainer.step();
            return value;
        }
    }

    @Test
    void a_pass_leaves_no_array_open() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Attention block = new Attention(4);
            block.initialize(manager, DataType.FLOAT32, new Shape(3, 20));
            block.forward(new ParameterStore(manager, false), new NDList(manager.ones(new Shape(3, 20))), false);
            NDArray before = block.weights();
            int open = manager.getManagedArrays().size();

            BlockTree.of(block);

            assertThat(block.weights()).isSameAs(before);
            assertThat(manager.getManagedArrays()).hasSize(open);
        }
    }

    /** The contents of the fields of users' blocks; by identity if they are not simple values. */
    private static final class Reflected {
        static Map<String, Object> fields(Block block) throws IllegalAccessException {
            Map<String, Object> fields = new HashMap<>();
            int number = 0;
            for (Block part : block.getChildren().values()) {
                number++;
                for (Class<?> type = part.getClass();
                        type != null && type.getName().contains("djltracker");
                        type = type.getSuperclass()) {
                    for (var field : type.getDeclaredFields()) {
                        field.setAccessible(true);
                        Object value = field.get(Modifier.isStatic(field.getModifiers()) ? null : part);
                        fields.put(number + type.getName() + field.getName(), shown(value));
                    }
                }
            }
            return fields;
        }

        private static Object shown(Object value) {
            boolean isText = value instanceof Number
                    || value instanceof Boolean
                    || value instanceof List<?>
                    || value instanceof Map<?, ?>;
            if (value instanceof int[] numbers) {
                return Arrays.toString(numbers);
            }
            return isText ? value.toString() : System.identityHashCode(value);
        }
    }
}
