package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** The heap that the recorder of one run holds, as the collector sees it. */
public final class HeldHeap {
    private static final int SERIES = 10;
    private static final int POINTS = 2_000_000;

    private HeldHeap() {}

    /** Bytes held while the sink hangs: one buffer is full, and the other is partly written. */
    public static long whileTheSinkHangs() {
        CountDownLatch open = new CountDownLatch(1);
        Sink hanging = (run, entry) -> {
            try {
                if (entry.sequence() > 1) {
                    open.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return entry.sequence() + 1;
        };
        return held(hanging, open::countDown);
    }

    /** Bytes held while everything recorded is written, including the sink's own share. */
    public static long whileTheSinkWrites(Sink sink) {
        return held(sink, () -> {});
    }

    private static long held(Sink sink, Runnable open) {
        UUID id = UUID.randomUUID();
        long before = used();
        Recorder recorder = Recorder.start(
                id,
                sink,
                () -> new RunStart(id, "benchmark", "h", null, null, List.of(), Instant.now(), null, Map.of()),
                r -> {},
                Recorder.FLUSH_INTERVAL);
        int[] series = new int[SERIES];
        double[] values = new double[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = recorder.series("metric " + i, "train");
        }
        for (int i = 0; i < POINTS / SERIES; i++) {
            recorder.iteration(i, 1, i, series, values, SERIES);
            if (i % 4_000 == 3_999) {
                recorder.flush(Duration.ofMillis(50));
            }
        }
        long held = used() - before;
        open.run();
        recorder.close(Duration.ofSeconds(30));
        return held;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
