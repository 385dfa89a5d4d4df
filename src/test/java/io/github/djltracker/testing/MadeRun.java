package io.github.djltracker.testing;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulated run that looks like a training: a falling loss and a rising accuracy, both with noise, validated once per
 * epoch. The same seed makes the same run. Not thread-safe.
 */
public final class MadeRun {
    private static final int STEPS_AN_EPOCH = 50;
    private static final int STEPS_AN_ENTRY = 2_000;

    private final String experiment;
    private final String model;
    private final Random random;
    private final Map<Long, Double> losses = new HashMap<>();
    private List<ModuleRecord> modules = List.of(
            new ModuleRecord("SequentialBlock", Map.of("type", "ai.djl.nn.SequentialBlock", "depth", 0)),
            new ModuleRecord("01Linear", Map.of("type", "ai.djl.nn.core.Linear", "depth", 1)));
    private long firstStep = 1;
    private long steps = 500;
    private double learningRate = 0.1;
    private Instant started = Instant.now().minus(Duration.ofHours(1));
    private @Nullable ResumePoint resumedFrom;
    private @Nullable RunStatus end = RunStatus.FINISHED;
    private @Nullable String error;
    private boolean isOneMetric;

    private MadeRun(String experiment, String model, long seed) {
        this.experiment = experiment;
        this.model = model;
        this.random = new Random(seed);
    }

    /** A finished run of 500 steps, in a model with this name and a hash that is derived from it. */
    public static MadeRun of(String experiment, String model, long seed) {
        return new MadeRun(experiment, model, seed);
    }

    public MadeRun modules(ModuleRecord... blocks) {
        modules = List.of(blocks);
        return this;
    }

    public MadeRun steps(long count) {
        steps = count;
        return this;
    }

    public MadeRun learningRate(double rate) {
        learningRate = rate;
        return this;
    }

    public MadeRun started(Instant time) {
        started = time;
        return this;
    }

    /** Continues this run, at the step after this one. */
    public MadeRun resumedFrom(UUID run, long step) {
        resumedFrom = new ResumePoint(run, step);
        firstStep = step + 1;
        return this;
    }

    /** Sets how it ended; null if it is in progress. */
    public MadeRun ended(@Nullable RunStatus status, @Nullable String why) {
        end = status;
        error = why;
        return this;
    }

    /** Sets the training loss of a step, to simulate NaN, an infinity or a spike. */
    public MadeRun loss(long step, double value) {
        losses.put(step, value);
        return this;
    }

    /** Records only the training loss, and no iterations. */
    public MadeRun oneMetric() {
        isOneMetric = true;
        return this;
    }

    /** Writes the run and returns its id. */
    public UUID into(Sink sink) {
        UUID run = new UUID(random.nextLong(), random.nextLong());
        String hash = UUID.nameUUIDFromBytes(model.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        sink.append(
                run,
                new RunStart(
                        run,
                        experiment,
                        hash + hash,
                        model,
                        modules.size() + " blocks, 12,810 parameters (12,810 trainable)",
                        modules,
                        started,
                        resumedFrom,
                        Map.of("host", "workstation", "processors", 8, "djl", "0.35.1")));
        long sequence = 1;
        for (long from = firstStep; from < firstStep + steps; from += STEPS_AN_ENTRY) {
            sink.append(run, batch(sequence++, from, Math.min(STEPS_AN_ENTRY, firstStep + steps - from)));
        }
        if (end != null) {
            sink.append(run, new RunEnd(sequence, end, time(firstStep + steps), Map.of(), error));
        }
        return run;
    }

    private RunBatch batch(long sequence, long from, long count) {
        int length = (int) count;
        long[] all = new long[length];
        long[] times = new long[length];
        int[] epochs = new int[length];
        double[] loss = new double[length];
        double[] accuracy = new double[length];
        double[] rates = new double[length];
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            all[i] = from + i;
            times[i] = time(all[i]).toEpochMilli();
            epochs[i] = (int) ((all[i] - 1) / STEPS_AN_EPOCH) + 1;
            double progress = Math.exp(-all[i] * learningRate / 30.0);
            loss[i] = losses.getOrDefault(all[i], 0.1 + 2.2 * progress + 0.1 * random.nextDouble());
            accuracy[i] = Math.min(1, 0.97 - 0.85 * progress + 0.04 * random.nextGaussian());
            rates[i] = learningRate;
            if (all[i] % STEPS_AN_EPOCH == 0) {
                ends.add(i);
            }
        }
        List<SeriesColumns> series = new ArrayList<>();
        series.add(new SeriesColumns("loss", "train", all, times, loss));
        if (isOneMetric) {
            return new RunBatch(sequence, IterationColumns.NONE, series, List.of());
        }
        series.add(new SeriesColumns("accuracy", "train", all, times, accuracy));
        series.add(new SeriesColumns("learning_rate", "train", all, times, rates));
        int[] at = ends.stream().mapToInt(Integer::intValue).toArray();
        series.add(validated("loss", at, all, times, loss, 0.05));
        series.add(validated("accuracy", at, all, times, accuracy, -0.02));
        List<IterationModule> settings = sequence > 1 ? List.of() : settings(from);
        return new RunBatch(sequence, new IterationColumns(all, epochs, times), series, settings);
    }

    private static SeriesColumns validated(
            String name, int[] at, long[] steps, long[] times, double[] values, double difference) {
        return new SeriesColumns(
                name,
                "validate",
                Arrays.stream(at).mapToLong(i -> steps[i]).toArray(),
                Arrays.stream(at).mapToLong(i -> times[i]).toArray(),
                Arrays.stream(at).mapToDouble(i -> values[i] + difference).toArray());
    }

    private List<IterationModule> settings(long step) {
        return List.of(
                new IterationModule(
                        step,
                        new ModuleRecord(
                                "Sgd",
                                Map.of(
                                        "role",
                                        "optimizer",
                                        "type",
                                        "ai.djl.training.optimizer.Sgd",
                                        "learningRateTracker",
                                        Map.of(
                                                "type",
                                                "ai.djl.training.tracker.FixedTracker",
                                                "value",
                                                learningRate)))),
                new IterationModule(
                        step, new ModuleRecord("data", Map.of("role", "data", "batchSize", 32, "samples", 1_600))));
    }

    private Instant time(long step) {
        return started.plusMillis(100 * (step - firstStep));
    }
}
