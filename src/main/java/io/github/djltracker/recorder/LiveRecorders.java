package io.github.djltracker.recorder;

import io.github.djltracker.domain.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The recorders of this process that have not finished. A shutdown hook closes them. Thread-safe. */
final class LiveRecorders {
    /** What the end of the process waits for the sinks, at the most. */
    static final Duration AT_SHUTDOWN = Duration.ofSeconds(2);

    private static final Set<Recorder> LIVE = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> closeAll(sink -> true, AT_SHUTDOWN), "tracker-shutdown"));
        } catch (IllegalStateException e) {
            // the process is ending already: whoever starts a run now closes it himself
        }
    }

    private LiveRecorders() {}

    static void add(Recorder recorder) {
        LIVE.add(recorder);
    }

    static void remove(Recorder recorder) {
        LIVE.remove(recorder);
    }

    static boolean closeAll(Predicate<Sink> sinks, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Recorder> chosen =
                LIVE.stream().filter(recorder -> sinks.test(recorder.sink())).toList();
        chosen.forEach(Recorder::endAtExit);
        boolean complete = true;
        for (Recorder recorder : chosen) {
            complete &= recorder.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return complete;
    }
}
