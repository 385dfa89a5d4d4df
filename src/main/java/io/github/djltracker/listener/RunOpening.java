package io.github.djltracker.listener;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.training.Trainer;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.listener.checkpoint.CheckpointWatch;
import io.github.djltracker.listener.environment.RunEnvironment;
import io.github.djltracker.listener.reading.Progress;
import io.github.djltracker.listener.reading.SystemMetrics;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.structure.BlockTree;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a run: identifies the network, finds where it was resumed from, and starts the recorder. Slow work is left to
 * the recorder's thread.
 */
record RunOpening(Progress progress, CarriedState carrier, TrackedRun run) {
    /**
     * Starts a run for a trainer whose network is initialised.
     *
     * @param carried the stored properties of the model when the trainer was created, null if they were not read
     * @param watch called regularly on the recorder's thread, to find abandoned trainers
     */
    static RunOpening open(
            Trainer trainer, Settings settings, CarriedState.@Nullable Carried carried, Consumer<Recorder> watch) {
        Instant time = Instant.now();
        Model model = trainer.getModel();
        BlockTree tree = BlockTree.of(model.getBlock());
        String hash = tree.hash();
        settings.failures().uncertain(tree);
        CarriedState.Carried now = CarriedState.Carried.by(model);
        // a second listener on this trainer finds properties that the first has just written: it uses the earlier ones
        CarriedState.Carried point = carried != null && Recorder.isLive(now.run()) ? carried : now;
        ResumePoint from = point.resumePoint(hash);
        Progress progress = new Progress(from == null ? 0 : from.step(), from == null ? 0 : point.epochs());
        UUID id = UUID.randomUUID();
        String name = settings.modelName() != null ? settings.modelName() : name(model);
        String description = tree.description();
        List<ModuleRecord> modules = tree.modules();
        RunEnvironment environment = new RunEnvironment(trainer);
        // copied, because the recorder's thread must not keep the settings alive, and with them a listener and its
        // trainers
        String experiment = settings.experiment();
        Map<String, @Nullable Object> more = settings.environment();
        Recorder recorder = Recorder.start(
                id,
                settings.sink(),
                () -> new RunStart(
                        id, experiment, hash, name, description, modules, time, from, environment(environment, more)),
                sampler(trainer, settings, progress, watch),
                settings.flushInterval());
        CarriedState carrier = new CarriedState(model, id, hash);
        TrackedRun run =
                new TrackedRun(recorder, progress, carrier, hash, new CheckpointWatch(recorder, progress, model));
        settings.annotations().forEach(run::annotate);
        return new RunOpening(progress, carrier, run);
    }

    /**
     * The environment that was read, and the user's additions; only the latter, if the two together exceed the limits
     * of a run.
     */
    private static Map<String, @Nullable Object> environment(
            RunEnvironment environment, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(environment.read());
        whole.putAll(more);
        try {
            return Attributes.copyOf(whole);
        } catch (IllegalArgumentException e) {
            return more;
        }
    }

    private static Consumer<Recorder> sampler(
            Trainer trainer, Settings settings, Progress progress, Consumer<Recorder> watch) {
        if (!settings.systemMetrics()) {
            return watch;
        }
        List<Device> gpus =
                Arrays.stream(trainer.getDevices()).filter(Device::isGpu).toList();
        SystemMetrics metrics = new SystemMetrics(progress, gpus);
        return recorder -> {
            metrics.sample(recorder);
            watch.accept(recorder);
        };
    }

    /** The DJL model's name, if it is a valid name. */
    private static @Nullable String name(Model model) {
        String name = model.getName();
        try {
            return name == null ? null : Limits.name("model name", name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
