package io.github.djltracker.testing;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Sends the runs of a workload as recorders do: each run in order, with each entry retried until it is accepted. */
public final class Shipping {
    private Shipping() {}

    /**
     * Returns once each entry was appended.
     *
     * @param sinks returns the sink of an experiment
     */
    public static void send(Workload workload, int threads, Function<String, Sink> sinks) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int run = 0; run < workload.runs(); run++) {
                int number = run;
                sent.add(executor.submit(() -> sendOne(workload, number, sinks)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Does the same in another thread; the future completes at its end. */
    public static CompletableFuture<Void> begin(Workload workload, int threads, Function<String, Sink> sinks) {
        return CompletableFuture.runAsync(() -> {
            try {
                send(workload, threads, sinks);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void sendOne(Workload workload, int run, Function<String, Sink> sinks) {
        Sink sink = sinks.apply(((RunStart) workload.entry(run, 0)).experiment());
        for (long sequence = 0; sequence < workload.entries(); sequence++) {
            append(sink, workload, run, workload.entry(run, sequence));
        }
    }

    private static void append(Sink sink, Workload workload, int run, RunEntry entry) {
        for (int attempts = 0; ; attempts++) {
            try {
                sink.append(workload.run(run), entry);
                return;
            } catch (UnavailableException e) {
                if (attempts > 100_000) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
