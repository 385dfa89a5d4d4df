package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The recorders of this process that have not finished. A shutdown hook closes them. Thread-safe. */
final class LiveRecorders {
    /** Maximum time that a process that ends waits for the sinks. */
    static final Duration AT_SHUTDOWN = Duration.ofSeconds(2);

    private static final Set<Recorder> LIVE = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> closeAll(sink -> true, AT_SHUTDOWN), "tracker-shutdown"));
        } catch (IllegalStateException e) {
            // the process is already ending: a run that starts now has to be closed by its owner
        }
    }

    private LiveRecorders() {}

    static void add(Recorder recorder) {
        LIVE.add(recorder);
    }

    static void remove(Recorder recorder) {
        LIVE.remove(recorder);
    }

    static boolean isLive(@Nullable String run) {
        return LIVE.stream().anyMatch(recorder -> recorder.run().toString().equals(run));
    }

    static boolean closeAll(Predicate<Sink> sinks, Duration atMost) {
        List<Recorder> chosen = of(sinks);
        // wait even if the thread is interrupted: the time is limited, and pending points would be lost otherwise
        boolean isInterrupted = Thread.interrupted();
        try {
            long begin = System.nanoTime();
            // half of the time to record what is still pending, the rest to write it
            long half = WriteProgress.nanos(atMost) / 2;
            chosen.forEach(one -> one.endAtExit(Duration.ofNanos(Math.max(0, half - (System.nanoTime() - begin)))));
            return awaitAll(chosen, atMost.minusNanos(System.nanoTime() - begin), Recorder::awaitEnd);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean flushAll(Predicate<Sink> sinks, Duration atMost) {
        return awaitAll(of(sinks), atMost, Recorder::flush);
    }

    static boolean catchUpAll(Predicate<Sink> sinks, Duration atMost) {
        return LIVE.isEmpty() || awaitAll(of(sinks), atMost, Recorder::catchUp);
    }

    private static List<Recorder> of(Predicate<Sink> sinks) {
        return LIVE.stream().filter(recorder -> sinks.test(recorder.sink())).toList();
    }

    private static boolean awaitAll(
            List<Recorder> recorders, Duration atMost, BiPredicate<Recorder, Duration> awaited) {
        long deadline = System.nanoTime() + WriteProgress.nanos(atMost);
        boolean complete = true;
        for (Recorder recorder : recorders) {
            complete &= awaited.test(recorder, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return complete;
    }
}
