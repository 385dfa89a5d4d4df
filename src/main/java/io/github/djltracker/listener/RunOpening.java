package io.github.djltracker.listener;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.training.Trainer;
import io.github.djltracker.domain.Limits;
import io.github.djltracker.domain.ModuleRecord;
import io.github.djltracker.domain.ResumePoint;
import io.github.djltracker.domain.RunStart;
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
 * The beginning of a run: identifies the network, finds where it was resumed from, and starts the recorder. What takes
 * time is left to the recorder's thread.
 */
record RunOpening(Progress progress, Checkpoint checkpoint, TrackedRun run) {
    /**
     * Opens a run of a trainer whose network is initialised.
     *
     * @param abandoned called now and then on the recorder's thread, to look for trainers that are gone
     */
    static RunOpening open(Trainer trainer, Settings settings, Runnable abandoned) {
        Instant time = Instant.now();
        Model model = trainer.getModel();
        BlockTree tree = BlockTree.of(model.getBlock());
        String hash = tree.hash();
        ResumePoint from = Checkpoint.read(model, hash);
        Progress progress =
                new Progress(from == null ? 0 : from.step(), from == null ? 0 : Checkpoint.readEpoch(model));
        UUID id = UUID.randomUUID();
        String name = settings.modelName() != null ? settings.modelName() : name(model);
        String description = tree.description();
        List<ModuleRecord> modules = tree.modules();
        RunEnvironment environment = new RunEnvironment(trainer);
        Recorder recorder = Recorder.start(
                id,
                settings.sink(),
                () -> new RunStart(
                        id,
                        settings.experiment(),
                        hash,
                        name,
                        description,
                        modules,
                        time,
                        from,
                        environment(environment, settings)),
                sampler(trainer, settings, progress, abandoned),
                settings.flushInterval());
        Checkpoint checkpoint = new Checkpoint(model, id, hash);
        return new RunOpening(progress, checkpoint, new TrackedRun(recorder, progress, checkpoint, hash));
    }

    private static Map<String, @Nullable Object> environment(RunEnvironment environment, Settings settings) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(environment.read());
        whole.putAll(settings.environment());
        return whole;
    }

    private static Consumer<Recorder> sampler(
            Trainer trainer, Settings settings, Progress progress, Runnable abandoned) {
        if (!settings.systemMetrics()) {
            return recorder -> abandoned.run();
        }
        List<Device> gpus =
                Arrays.stream(trainer.getDevices()).filter(Device::isGpu).toList();
        SystemMetrics metrics = new SystemMetrics(progress, gpus);
        return recorder -> {
            metrics.sample(recorder);
            abandoned.run();
        };
    }

    /** The DJL model's name, if it can be one. */
    private static @Nullable String name(Model model) {
        String name = model.getName();
        try {
            return name == null ? null : Limits.name("model name", name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
