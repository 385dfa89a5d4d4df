package io.github.djltracker.listener.reading;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import ai.djl.training.tracker.Tracker;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the learning rate tracker of an optimizer, and notes each rate that the optimizer requests. The rate is not
 * changed, and the tracker is called exactly as often as before, because some trackers keep state. Confined to the
 * training thread.
 */
public final class LearningRate implements Tracker {
    /** The field with the tracker, by the class of the optimizer; it is read at every epoch. */
    private static final ClassValue<Optional<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
            return field(type);
        }
    };

    private final ParameterTracker tracker;
    private float latest;
    private long asked;

    private LearningRate(ParameterTracker tracker) {
        this.tracker = tracker;
    }

    /**
     * The wrapper in an optimizer, which is put there if necessary; null if no DJL class gives the optimizer a
     * learning rate tracker that can be wrapped.
     */
    public static @Nullable LearningRate of(Optimizer optimizer) {
        Field field = FIELDS.get(optimizer.getClass()).orElse(null);
        return field == null ? null : stand(optimizer, field);
    }

    private static Optional<Field> field(Class<?> optimizer) {
        for (Class<?> type = optimizer; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                // user-defined optimizers may hold other trackers, and cast them to their own types
                if (field.getName().equals("learningRateTracker")
                        && type.getName().startsWith("ai.djl.")
                        && field.getType().isAssignableFrom(LearningRate.class)) {
                    return field.trySetAccessible() ? Optional.of(field) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable LearningRate stand(Optimizer optimizer, Field field) {
        try {
            Object current = field.get(optimizer);
            if (current instanceof LearningRate there) {
                return there;
            }
            if (!(current instanceof ParameterTracker tracker)) {
                return null;
            }
            LearningRate placed = new LearningRate(tracker);
            field.set(optimizer, placed);
            return placed;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** The learning rate tracker of the optimizer. */
    ParameterTracker tracker() {
        return tracker;
    }

    /** The number of rates that the optimizer has requested: one per parameter and step. */
    public long asked() {
        return asked;
    }

    /** The last rate that the optimizer got. */
    public float latest() {
        return latest;
    }

    @Override
    public float getNewValue(int numUpdate) {
        return note(
                tracker instanceof Tracker whole ? whole.getNewValue(numUpdate) : tracker.getNewValue("", numUpdate));
    }

    @Override
    public float getNewValue(String parameterId, int numUpdate) {
        return note(tracker.getNewValue(parameterId, numUpdate));
    }

    private float note(float rate) {
        latest = rate;
        asked++;
        return rate;
    }
}
