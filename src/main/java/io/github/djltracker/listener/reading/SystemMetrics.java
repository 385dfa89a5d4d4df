package io.github.djltracker.listener.reading;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.recorder.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Records metrics of the machine in phase {@code system}, at the current step of the run: {@code heap_bytes}, {@code
 * process_cpu} (0 to 1, of all processors), {@code resident_bytes} (Linux), and {@code gpu<n>_memory_bytes} for each
 * GPU of the trainer. Confined to the recorder thread.
 */
public final class SystemMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    /** The fill level of the outbox from which it is recorded. */
    private static final double FILL_TOLD = 0.01;

    private static final String RESIDENT = "VmRSS:";

    private final Progress progress;
    private final List<Device> gpus;
    private final Set<String> reached = new HashSet<>();
    private boolean isGpuReadable = true;

    public SystemMetrics(Progress progress, List<Device> gpus) {
        this.progress = progress;
        this.gpus = gpus;
    }

    public void sample(Recorder recorder) {
        Runtime runtime = Runtime.getRuntime();
        put(recorder, "heap_bytes", (double) (runtime.totalMemory() - runtime.freeMemory()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            double load = system.getProcessCpuLoad();
            if (load >= 0) {
                put(recorder, "process_cpu", load);
            }
        }
        resident(recorder);
        putOnceReached(recorder, AlertRules.OUTBOX_FILL, recorder.fill(), FILL_TOLD);
        putOnceReached(recorder, AlertRules.LOST_SO_FAR, (double) recorder.lost(), 1);
        if (isGpuReadable) {
            try {
                for (Device gpu : gpus) {
                    put(recorder, "gpu" + gpu.getDeviceId() + "_memory_bytes", (double)
                            CudaUtils.getGpuMemory(gpu).getUsed());
                }
            } catch (RuntimeException | LinkageError e) {
                // DJL finds no CUDA runtime, which will not change while the process runs
                isGpuReadable = false;
            }
        }
    }

    private void resident(Recorder recorder) {
        try {
            if (!Files.isReadable(STATUS)) {
                return;
            }
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    String kibibytes =
                            line.substring(RESIDENT.length()).replace("kB", "").strip();
                    put(recorder, "resident_bytes", Long.parseLong(kibibytes) * 1_024.0);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // one sample is missing; the next one is ten seconds away
        }
    }

    /**
     * Records a value from the first time that it reaches a minimum, and then always, so that its return to normal is
     * visible.
     */
    private void putOnceReached(Recorder recorder, String name, double value, double least) {
        if (value >= least || reached.contains(name)) {
            reached.add(name);
            put(recorder, name, value);
        }
    }

    private void put(Recorder recorder, String name, double value) {
        recorder.sample(
                recorder.series(name, Phases.SYSTEM), progress.stepOrFirst(), System.currentTimeMillis(), value);
    }
}
