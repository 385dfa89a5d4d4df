package io.github.djltracker.listener.reading;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.github.djltracker.recorder.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the machine does, in phase {@code system} at the step the run has reached: {@code heap_bytes}, {@code
 * process_cpu} (0 to 1, of all processors), {@code resident_bytes} (Linux), and {@code gpu<n>_memory_bytes} for each GPU
 * of the trainer. Confined to the recorder thread.
 */
public final class SystemMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final Progress progress;
    private final List<Device> gpus;
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
        if (isGpuReadable) {
            try {
                for (Device gpu : gpus) {
                    put(recorder, "gpu" + gpu.getDeviceId() + "_memory_bytes", (double)
                            CudaUtils.getGpuMemory(gpu).getUsed());
                }
            } catch (RuntimeException | LinkageError e) {
                // no CUDA runtime that DJL can ask: it will not come while the process lives
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

    private void put(Recorder recorder, String name, double value) {
        recorder.sample(
                recorder.series(name, Phases.SYSTEM), progress.stepOrFirst(), System.currentTimeMillis(), value);
    }
}
