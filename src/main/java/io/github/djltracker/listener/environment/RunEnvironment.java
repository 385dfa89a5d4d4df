package io.github.djltracker.listener.environment;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.training.Trainer;
import io.github.djltracker.domain.run.HostName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment of a run. What is cheap to read is read on the training thread, the rest on the recorder's. */
public final class RunEnvironment {
    private final Map<String, @Nullable Object> engine = new LinkedHashMap<>();

    public RunEnvironment(Trainer trainer) {
        Engine used = trainer.getManager().getEngine();
        engine.put("djl", Engine.getDjlVersion());
        engine.put("engine", used.getEngineName());
        engine.put("engineVersion", used.getVersion());
        engine.put(
                "devices",
                Arrays.stream(trainer.getDevices()).map(Device::toString).toList());
    }

    /** Reads the properties of the machine, and asks git. Takes milliseconds, or as long as git does. */
    public Map<String, @Nullable Object> read() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("host", HostName.ofThisMachine());
        map.put("pid", ProcessHandle.current().pid());
        map.put("os", property("os.name") + " " + property("os.version"));
        map.put("arch", property("os.arch"));
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("java", property("java.vendor") + " " + property("java.runtime.version"));
        map.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        map.putAll(engine);
        String version = RunEnvironment.class.getPackage().getImplementationVersion();
        if (version != null) {
            map.put("djlTracker", version);
        }
        Path directory = Path.of("").toAbsolutePath();
        map.put("directory", directory.toString());
        GitState.of(directory).ifPresent(git -> {
            map.put("gitCommit", git.commit());
            map.put("gitDirty", git.isDirty());
        });
        commandLine(map);
        return map;
    }

    private static void commandLine(Map<String, @Nullable Object> map) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        info.command().ifPresent(command -> map.put("command", command));
        info.arguments().ifPresent(arguments -> map.put("arguments", CommandLine.masked(List.of(arguments))));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
