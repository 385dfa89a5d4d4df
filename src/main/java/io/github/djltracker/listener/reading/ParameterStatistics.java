package io.github.djltracker.listener.reading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import io.github.djltracker.recorder.Recorder;

/**
 * The L2 norms of parameters and of their gradients as they stand after the backward pass, every so many batches:
 * {@code weight_norm/<parameter>} and {@code gradient_norm/<parameter>} in phase {@code train}. Each norm waits for the
 * device, which is why nobody gets them unasked. Confined to the training thread.
 */
public final class ParameterStatistics {
    /** 0 for never. */
    private final int everyBatches;

    private final Recorder recorder;

    public ParameterStatistics(int everyBatches, Recorder recorder) {
        this.everyBatches = everyBatches;
        this.recorder = recorder;
    }

    public void record(Trainer trainer, long step, long time) {
        if (everyBatches == 0 || step % everyBatches != 0) {
            return;
        }
        for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
            Parameter parameter = pair.getValue();
            if (parameter.isInitialized()) {
                NDArray array = parameter.getArray();
                put("weight_norm/" + pair.getKey(), array, step, time);
                if (parameter.requiresGradient() && array.hasGradient()) {
                    try (NDArray gradient = array.getGradient()) {
                        put("gradient_norm/" + pair.getKey(), gradient, step, time);
                    }
                }
            }
        }
    }

    private void put(String name, NDArray array, long step, long time) {
        // arrays made from a parameter belong to the model's manager and would stay until the model is closed
        try (NDArray wide = array.toType(DataType.FLOAT32, true);
                NDArray norm = wide.norm()) {
            recorder.point(Points.series(recorder, name, Phases.TRAIN), step, time, norm.getFloat());
        }
    }
}
