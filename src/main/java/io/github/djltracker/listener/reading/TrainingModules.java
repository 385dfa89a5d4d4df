package io.github.djltracker.listener.reading;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.recorder.Recorder;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modules of iterations: how a batch was trained. Each part is recorded at the first iteration, and again at each
 * one at which it has changed. A part has the name of its class or of its kind, and an attribute {@code role}:
 * optimizer, loss, evaluator, data, devices or engine. Confined to the training thread.
 */
public final class TrainingModules {
    private static final String TRACKER = "learningRateTracker";

    /** A part as it was recorded last, to be compared before it is converted: this is done at every epoch. */
    private record Part(String name, Map<String, @Nullable Object> attributes) {}

    private final Recorder recorder;
    private final Map<String, Part> recorded = new HashMap<>();
    private WeakReference<@Nullable Optimizer> known = new WeakReference<>(null);
    private @Nullable Object tracker;
    private boolean isMachineRecorded;
    private long batchSize;
    private long otherSize;

    public TrainingModules(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Records what has changed about the trainer; called at the first batch of an epoch. */
    public void trainer(long step, Trainer trainer, @Nullable Optimizer optimizer) {
        if (optimizer != null) {
            put(step, "optimizer", Hyperparameters.simpleName(optimizer.getClass()), settings(optimizer));
        }
        Loss loss = trainer.getLoss();
        put(step, "loss", Evaluations.name(loss), Hyperparameters.of(loss));
        int number = 0;
        for (Evaluator evaluator : trainer.getEvaluators()) {
            if (evaluator != loss) {
                put(step, "evaluator", number++, Evaluations.name(evaluator), Hyperparameters.of(evaluator));
            }
        }
        if (!isMachineRecorded) {
            machine(step, trainer);
            isMachineRecorded = true;
        }
    }

    /** Records what stays the same as long as the trainer exists. */
    private void machine(long step, Trainer trainer) {
        List<String> devices =
                Arrays.stream(trainer.getDevices()).map(Device::toString).toList();
        put(step, "devices", "devices", attributes("devices", devices));
        Engine engine = trainer.getManager().getEngine();
        put(step, "engine", engine.getEngineName(), attributes("version", engine.getVersion()));
    }

    /**
     * The settings of an optimizer. Some of DJL's trackers change their fields as the rate falls, so the first values
     * are kept.
     */
    private Map<String, @Nullable Object> settings(Optimizer optimizer) {
        Map<String, @Nullable Object> settings = Hyperparameters.of(optimizer);
        if (known.refersTo(optimizer) && settings.containsKey(TRACKER)) {
            settings.put(TRACKER, tracker);
        }
        known = new WeakReference<>(optimizer);
        tracker = settings.get(TRACKER);
        return settings;
    }

    private static Map<String, @Nullable Object> attributes(String key, Object value) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put(key, value);
        return attributes;
    }

    /**
     * Records a new batch size if two batches in a row have it, because the last batch of an epoch is often smaller.
     *
     * @param size 0 if unknown
     * @param batch null if there is none
     */
    public void data(long step, long size, @Nullable Batch batch) {
        if (size == batchSize || size == 0) {
            otherSize = 0;
        } else if (batchSize == 0 || size == otherSize) {
            batchSize = size;
            otherSize = 0;
            Map<String, @Nullable Object> attributes = attributes("batchSize", size);
            long samples = batch == null ? 0 : batch.getProgressTotal();
            if (samples > 0) {
                attributes.put("samples", samples);
                attributes.put("batchesPerEpoch", (samples + size - 1) / size);
            }
            put(step, "data", "data", attributes);
        } else {
            otherSize = size;
        }
    }

    private void put(long step, String role, String name, Map<String, @Nullable Object> attributes) {
        put(step, role, 0, name, attributes);
    }

    private void put(long step, String role, int number, String name, Map<String, @Nullable Object> attributes) {
        Part part = new Part(name, attributes);
        if (!part.equals(recorded.put(role + number, part))) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            whole.put("role", role);
            whole.putAll(attributes);
            recorder.module(new IterationModule(step, new ModuleRecord(name, whole)));
        }
    }
}
