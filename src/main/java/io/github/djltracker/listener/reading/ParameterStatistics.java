package io.github.djltracker.listener.reading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import io.github.djltracker.recorder.Recorder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parameters and their gradients as they stand after the backward pass, every so many batches, in phase {@code train}: their
 * L2 norms, {@code weight_norm/<parameter>} and {@code gradient_norm/<parameter>}, or their whole {@link Distribution} and
 * the {@link UpdateRatios ratio} of the step that follows.
 *
 * <p>All that a batch is asked for is computed on the device and read at once, so the training waits for the device once,
 * and once more for the ratios. Confined to the training thread.
 */
public final class ParameterStatistics {
    /** Batches between two looks at something; 0 for never. */
    private record Every(int batches) {
        boolean isDue(long step) {
            return batches > 0 && step % batches == 0;
        }
    }

    private static final List<String> NORMS = names("norm");
    private static final List<String> DISTRIBUTIONS = names(Distribution.NAMES.toArray(String[]::new));

    private final Every norms;
    private final Every distributions;
    private final Recorder recorder;
    private final UpdateRatios ratios;
    private final Map<String, int[]> series = new HashMap<>();

    /** Numbers of batches; 0 for never. A batch that both are due at has the distributions, norms among them. */
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
        record(trainer, isFull ? DISTRIBUTIONS : NORMS, isFull, step, time);
        if (isFull) {
            ratios.hold(trainer, step, time);
        }
    }

    /** To be called on the training thread once the step has been taken. */
    public void stepped() {
        ratios.record();
    }

    /** Lets go of what a step that nobody saw was waited for with. May be called on any thread, once. */
    public void close() {
        ratios.close();
    }

    private void record(Trainer trainer, List<String> names, boolean isFull, long step, long time) {
        int[] ids = new int[0];
        try (NDList rows = new NDList()) {
            for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
                Parameter parameter = pair.getValue();
                // of nothing there is nothing to tell
                if (!parameter.isInitialized() || parameter.getArray().size() == 0) {
                    continue;
                }
                NDArray weight = parameter.getArray();
                boolean hasGradient = parameter.requiresGradient() && weight.hasGradient();
                int count = rows.size();
                rows.add(row(weight, isFull));
                if (hasGradient) {
                    try (NDArray gradient = weight.getGradient()) {
                        rows.add(row(gradient, isFull));
                    }
                }
                int[] own = ids(pair.getKey(), names, names.size() / 2 * (rows.size() - count));
                ids = Arrays.copyOf(ids, ids.length + own.length);
                System.arraycopy(own, 0, ids, ids.length - own.length, own.length);
            }
            double[] values = DeviceValues.read(rows);
            recorder.points(step, time, ids, values, values.length);
        }
    }

    private static NDArray row(NDArray array, boolean isFull) {
        return isFull ? Distribution.of(array) : DeviceValues.norm(array);
    }

    private int[] ids(String parameter, List<String> names, int count) {
        return Arrays.copyOf(
                series.computeIfAbsent(
                        names.size() + "/" + parameter,
                        key -> names.stream()
                                .mapToInt(name -> Points.series(recorder, name + "/" + parameter, Phases.TRAIN))
                                .toArray()),
                count);
    }

    /** What is told of a weight, and then the same of its gradient. */
    private static List<String> names(String... of) {
        return Stream.of("weight_", "gradient_")
                .flatMap(what -> Stream.of(of).map(name -> what + name))
                .toList();
    }
}
