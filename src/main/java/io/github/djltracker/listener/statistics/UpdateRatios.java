package io.github.djltracker.listener.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import io.github.djltracker.domain.value.ParameterMetrics;
import io.github.djltracker.listener.reading.Phases;
import io.github.djltracker.listener.reading.Points;
import io.github.djltracker.recorder.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a step of the optimizer changed each trained parameter: {@code update_ratio/<parameter>}, the L2 norm of
 * the change divided by that of the parameter before. An optimizer may use a gradient in any way, so the parameters
 * are copied before the step, on their device, and compared at the next callback. A parameter that was all zeros has
 * no ratio.
 */
final class UpdateRatios {
    /** A parameter and its values before the step. */
    private record Held(String name, Parameter parameter, NDArray before) {}

    private final Recorder recorder;
    private List<Held> held = List.of();
    private @Nullable NDManager copies;
    private long step;
    private long time;

    UpdateRatios(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Copies the trained parameters, until {@link #record} or {@link #close}. */
    void hold(Trainer trainer, long ofStep, long atTime) {
        close();
        NDManager own = trainer.getModel().getNDManager().newSubManager();
        copies = own;
        step = ofStep;
        time = atTime;
        List<Held> all = new ArrayList<>();
        for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
            Parameter parameter = pair.getValue();
            if (parameter.isInitialized()
                    && parameter.requiresGradient()
                    && parameter.getArray().hasGradient()
                    && parameter.getArray().size() > 0) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray before = parameter.getArray().stopGradient().duplicate();
                    DeviceValues.kept(before).attach(own);
                    all.add(new Held(pair.getKey(), parameter, before));
                }
            }
        }
        held = all;
    }

    /** Records the ratios of the step before which parameters were copied, if any. */
    void record() {
        if (copies == null) {
            return;
        }
        try (NDList rows = new NDList()) {
            for (Held one : held) {
                rows.add(norms(one));
            }
            double[] norms = DeviceValues.read(rows);
            for (int i = 0; i < held.size(); i++) {
                if (norms[2 * i + 1] != 0) {
                    int series = Points.series(
                            recorder,
                            ParameterMetrics.UPDATE_RATIO + "/" + held.get(i).name(),
                            Phases.TRAIN);
                    recorder.point(series, step, time, norms[2 * i] / norms[2 * i + 1]);
                }
            }
        } finally {
            close();
        }
    }

    private static NDArray norms(Held one) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray before = DeviceValues.wide(one.before());
            NDArray change = DeviceValues.wide(one.parameter().getArray()).sub(before);
            return DeviceValues.kept(NDArrays.stack(new NDList(change.norm(), before.norm())));
        }
    }

    /** Releases the copies. Idempotent. */
    void close() {
        held = List.of();
        if (copies != null) {
            copies.close();
            copies = null;
        }
    }
}
