package io.github.djltracker.listener.reading;

import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.SaveModelTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads private fields of DJL's training classes by reflection, which DJL's automatic modules allow. Each method
 * returns null if its field cannot be read, and every caller can do without it.
 */
public final class TrainerFields {
    private TrainerFields() {}

    /** The live list of the trainer's listeners, in the order in which they are called. */
    @SuppressWarnings("unchecked")
    public static @Nullable List<TrainingListener> listeners(Trainer trainer) {
        return read(trainer, "listeners") instanceof List<?> list ? (List<TrainingListener>) list : null;
    }

    /** The optimizer, if the engine keeps it in DJL's local parameter server. */
    public static @Nullable Optimizer optimizer(Trainer trainer) {
        Object store = read(trainer, "parameterStore");
        Object server = store == null ? null : read(store, "parameterServer");
        return server != null && read(server, "optimizer") instanceof Optimizer optimizer ? optimizer : null;
    }

    /** How many updates each accumulator of an evaluator has seen since it was reset. */
    @SuppressWarnings("unchecked")
    static @Nullable Map<String, Long> updates(Evaluator evaluator) {
        return read(evaluator, "totalInstances") instanceof Map<?, ?> map ? (Map<String, Long>) map : null;
    }

    /** The folder of a saving listener. */
    static @Nullable String outputDirectory(SaveModelTrainingListener listener) {
        return read(listener, "outputDir") instanceof String directory ? directory : null;
    }

    /** How many epochs a saving listener has counted. */
    static @Nullable Integer epochs(SaveModelTrainingListener listener) {
        return read(listener, "epoch") instanceof Integer epochs ? epochs : null;
    }

    /** The value of a field of this name in the class of {@code owner} or a superclass. */
    private static @Nullable Object read(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(owner);
            } catch (NoSuchFieldException e) {
                // declared further up, or not at all
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
        return null;
    }
}
