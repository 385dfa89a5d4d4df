package io.github.djltracker.cli;

import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.store.FixedStore;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store with everything unusual: names with quotes and commas, texts with escape sequences, NaN and infinities, a
 * resumed run, a failed one, a lost one, shared and frozen blocks, one hash in two experiments. Its content is always
 * the same.
 */
final class SmallStore {
    /** The model {@code LeNet}, in two experiments. */
    static final String LENET = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    /** A model without a name. */
    static final String MLP = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    static final UUID INTERRUPTED = id(0x1a11);
    static final UUID FAILED = id(0x1a22);
    static final UUID FINISHED = id(0x2b33);
    static final UUID LOST = id(0x3c44);
    /** Another name that needs quoting. */
    static final String ODD = "odd, \"\u732b\" & <b>";

    private static final String ESCAPE = "\u001b[31mred\u001b[0m";

    private final ManualClock clock = new ManualClock(Entries.TIME);
    private final SqlStore store;

    private SmallStore(Path file) {
        store = FixedStore.open(file, clock);
    }

    /** Creates the store in a file. */
    static void create(Path file) {
        SmallStore small = new SmallStore(file);
        small.fill();
        small.store.close();
        FixedStore.number(file);
    }

    private void fill() {
        start(INTERRUPTED, "digits", LENET, "LeNet", null);
        append(INTERRUPTED, settings(0.01));
        append(INTERRUPTED, epoch(2, 0, 200, 2.3));
        append(
                INTERRUPTED,
                Entries.modules(
                        3,
                        new long[] {200},
                        new IterationModule(200, new ModuleRecord("data", ordered("role", "data", "batchSize", 64))),
                        new IterationModule(
                                200, new ModuleRecord("Sgd", ordered("role", "optimizer", "momentum", 0)))));
        end(INTERRUPTED, 4, RunStatus.INTERRUPTED);
        start(FAILED, "digits", LENET, "ignored", new ResumePoint(INTERRUPTED, 180));
        append(FAILED, settings(0.001));
        append(FAILED, epoch(2, 181, 220, 1));
        append(
                FAILED,
                new RunEnd(
                        3,
                        RunStatus.FAILED,
                        later(75),
                        Map.of("buffer_full", 12L, "rejected", 3L),
                        "java.lang.IllegalStateException: " + ESCAPE + " out of memory\n\tat Trainer.step\u0007"));
        start(FINISHED, "digits", MLP, null, null);
        append(FINISHED, few());
        end(FINISHED, 2, RunStatus.FINISHED);
        Models digits = store.experiment("digits").models();
        digits.read(MLP).orElseThrow().metrics().log("score, \"best\"", 0.5);
        digits.read(MLP).orElseThrow().metrics().log("by hand", -1.5, 3, "test");
        start(LOST, ODD, LENET, "LeNet", null);
        append(LOST, Entries.points(1, "loss", null, 0, 3, 2, 1));
    }

    private void start(UUID run, String experiment, String hash, @Nullable String name, @Nullable ResumePoint from) {
        clock.advance(Duration.ofMinutes(5));
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        environment.put("host", "box-" + run.toString().substring(0, 4) + " " + ESCAPE);
        environment.put("processors", 8);
        environment.put("gitDirty", from != null);
        environment.put("arguments", List.of("--epochs", "3"));
        append(
                run,
                new RunStart(
                        run,
                        experiment,
                        hash,
                        name,
                        name == null ? null : "7 blocks, 61,706 parameters\n" + ESCAPE,
                        name == null ? mlp() : lenet(),
                        clock.instant(),
                        from,
                        environment));
    }

    private void end(UUID run, long sequence, RunStatus status) {
        append(run, new RunEnd(sequence, status, later(20), Map.of(), null));
    }

    private Instant later(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        return clock.instant();
    }

    private void append(UUID run, RunEntry entry) {
        store.logs().append(run, entry);
    }

    private static RunBatch settings(double rate) {
        ModuleRecord adam = new ModuleRecord(
                "Adam",
                ordered("role", "optimizer", "learningRateTracker", ordered("type", "FixedTracker", "value", rate)));
        ModuleRecord loss = new ModuleRecord("SoftmaxCrossEntropyLoss", ordered("role", "loss", "fromLogit", true));
        ModuleRecord data = new ModuleRecord("data", ordered("role", "data", "batchSize", 32));
        return Entries.modules(
                1,
                new long[] {0},
                new IterationModule(0, adam),
                new IterationModule(0, loss),
                new IterationModule(0, data));
    }

    /** A falling loss with some NaNs, and the metrics at the end of an epoch. */
    private static RunBatch epoch(long sequence, long from, int steps, double loss) {
        double[] losses = new double[steps];
        Arrays.setAll(losses, i -> i % 50 == 49 ? Double.NaN : loss * Math.exp(-i / 60.0) * (1 + 0.1 * (i % 3)));
        long[] all = new long[steps];
        Arrays.setAll(all, i -> from + i);
        long[] last = {from + steps - 1};
        return Entries.batch(
                sequence,
                Entries.columns(sequence, 1, all),
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "train", all, losses),
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "train_epoch", last, loss / 10),
                Entries.series(sequence, "SoftmaxCrossEntropyLoss", "validate", last, loss / 9),
                Entries.series(sequence, "Accuracy", "train_epoch", last, 1 - loss / 50),
                Entries.series(sequence, "Accuracy", "validate", last, 1 - loss / 40),
                Entries.series(sequence, "learning_rate", "train", last, 0.001));
    }

    /** A few values, with NaN, infinities and negative zero. */
    private static RunBatch few() {
        return Entries.batch(
                1,
                Entries.columns(1, 1, 0, 1, 2, 3, 4, 5),
                Entries.series(
                        1,
                        "loss",
                        "train",
                        new long[] {0, 1, 2, 3, 4, 5},
                        1.5,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        -0.0,
                        0.1),
                Entries.series(1, "broken", null, new long[] {5}, Double.NaN));
    }

    private static List<ModuleRecord> lenet() {
        List<ModuleRecord> modules = new ArrayList<>();
        modules.add(block("SequentialBlock", "ai.djl.nn.SequentialBlock", 0, 0, 0, List.of(-1, 10)));
        ModuleRecord conv = block("01Conv2d", "ai.djl.nn.convolutional.Conv2d", 1, 156, 0, List.of(-1, 6, 28, 28));
        modules.add(with(conv, "hyperparameters", ordered("kernelShape", List.of(5, 5), "stride", List.of(1, 1))));
        ModuleRecord act = block("02LambdaBlock", "ai.djl.nn.LambdaBlock", 1, 0, 0, List.of(-1, 6, 28, 28));
        modules.add(with(act, "hyperparameters", ordered("function", ESCAPE)));
        modules.add(block("03ParallelBlock", "ai.djl.nn.ParallelBlock", 1, 0, 0, List.of(-1, 84)));
        ModuleRecord linear =
                block("03ParallelBlock/01Linear", "ai.djl.nn.core.Linear", 2, 60_700, 60_700, List.of(-1, 84));
        modules.add(with(linear, "hyperparameters", ordered("units", 84)));
        modules.add(new ModuleRecord(
                "03ParallelBlock/02Linear",
                ordered("type", "ai.djl.nn.core.Linear", "depth", 2, "sharedWith", "03ParallelBlock/01Linear")));
        ModuleRecord last = block("04Linear", "ai.djl.nn.core.Linear", 1, 850, 800, List.of(-1, 10));
        modules.add(with(last, "hyperparameters", ordered("units", 10)));
        return modules;
    }

    private static List<ModuleRecord> mlp() {
        List<ModuleRecord> modules = new ArrayList<>();
        modules.add(block("SequentialBlock", "ai.djl.nn.SequentialBlock", 0, 0, 0, List.of(-1, 10)));
        ModuleRecord linear = block("01Linear", "ai.djl.nn.core.Linear", 1, 650, 650, List.of(-1, 10));
        modules.add(with(linear, "hyperparameters", ordered("units", 10)));
        modules.add(block("04Linear", "ai.djl.nn.core.Linear", 1, 110, 110, List.of(-1, 10)));
        return modules;
    }

    private static ModuleRecord block(
            String name, String type, int depth, long parameters, long trainable, List<Integer> shape) {
        return new ModuleRecord(
                name,
                ordered(
                        "type",
                        type,
                        "depth",
                        depth,
                        "parameterCount",
                        parameters,
                        "trainableParameterCount",
                        trainable,
                        "outputShapes",
                        List.of(shape)));
    }

    private static ModuleRecord with(ModuleRecord module, String key, Object value) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(module.attributes());
        attributes.put(key, value);
        return new ModuleRecord(module.name(), attributes);
    }

    private static Map<String, @Nullable Object> ordered(Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static UUID id(int number) {
        return new UUID(((long) number << 48) + 0x4000L, 0x8000_0000_0000_0000L + number);
    }
}
