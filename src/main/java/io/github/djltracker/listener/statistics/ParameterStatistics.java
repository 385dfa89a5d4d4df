package io.github.djltracker.listener.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.ParameterMetrics;
import io.github.djltracker.listener.reading.Phases;
import io.github.djltracker.listener.reading.Points;
import io.github.djltracker.recorder.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Parameters and their gradients after the backward pass, at an interval of batches, in phase {@code train}: their L2
 * norms, {@code weight_norm/<parameter>} and {@code gradient_norm/<parameter>}, or their complete {@link Distribution}
 * and the {@link UpdateRatios ratio} of the next step.
 *
 * <p>Everything requested for a batch is computed on the device and read together, so the training waits for the device
 * once, and once more for the ratios. Confined to the training thread.
 */
public final class ParameterStatistics {
    /** An interval in batches; 0 for never. */
    private record Every(int batches) {
        boolean isDue(long step) {
            return batches > 0 && step % batches == 0;
        }
    }

    private final Every norms;
    private final Every distributions;
    private final Recorder recorder;
    private final UpdateRatios ratios;
    private final Map<String, int[]> series = new HashMap<>();

    /**
     * The intervals are in batches; 0 for never. If both are due at a batch, the distributions are recorded, which
     * include the norms.
     */
    public ParameterStatistics(int normsEvery, int distributionsEvery, Recorder recorder) {
        this.norms = new Every(normsEvery);
        this.distributions = new Every(distributionsEvery);
        this.recorder = recorder;
        this.ratios = new UpdateRatios(recorder);
    }

    /** To be called after the backward pass and before the step. */
    public void record(Trainer trainer, long step, long time) {
        boolean isFull = distributions.isDue(step);
        if (!isFull && !norms.isDue(step)) {
            return;
        }
        record(trainer, isFull, step, time);
        if (isFull) {
            ratios.hold(trainer, step, time);
        }
    }

    /** To be called on the training thread once the step has been taken. */
    public void stepped() {
        ratios.record();
    }

    /** Releases what was kept to observe a step that has not happened. May be called on any thread, once. */
    public void close() {
        ratios.close();
    }

    private void record(Trainer trainer, boolean isFull, long step, long time) {
        List<int[]> ids = new ArrayList<>();
        try (NDList rows = new NDList()) {
            for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
                Parameter parameter = pair.getValue();
                // an empty array has no statistics
                if (parameter.isInitialized() && parameter.getArray().size() > 0) {
                    NDArray weight = parameter.getArray();
                    rows.add(row(weight, isFull));
                    ids.add(ids(ParameterMetrics.WEIGHT, pair.getKey(), isFull));
                    if (parameter.requiresGradient() && weight.hasGradient()) {
                        try (NDArray gradient = weight.getGradient()) {
                            rows.add(row(gradient, isFull));
                        }
                        ids.add(ids(ParameterMetrics.GRADIENT, pair.getKey(), isFull));
                    }
                }
            }
            double[] values = DeviceValues.read(rows);
            int from = 0;
            for (int[] own : ids) {
                // accepted or lost as a whole, so that no histogram is incomplete
                recorder.points(step, time, own, Arrays.copyOfRange(values, from, from + own.length), own.length);
                from += own.length;
            }
        }
    }

    private static NDArray row(NDArray array, boolean isFull) {
        return isFull ? Distribution.of(array) : DeviceValues.norm(array);
    }

    /** The series of the values of a row. */
    private int[] ids(String what, String parameter, boolean isFull) {
        return series.computeIfAbsent((isFull ? what : "") + "/" + what + parameter, key -> {
            if (!isFull) {
                return new int[] {Points.series(recorder, what + "norm/" + parameter, Phases.TRAIN)};
            }
            IntStream statistics = ParameterMetrics.STATISTICS.stream()
                    .mapToInt(name -> Points.series(recorder, what + name + "/" + parameter, Phases.TRAIN));
            int histogram = Points.series(recorder, what + Histogram.NAME + "/" + parameter, Histogram.PHASE);
            return IntStream.concat(
                            statistics, IntStream.range(0, Histogram.POINTS).map(i -> histogram))
                    .toArray();
        });
    }
}
