package io.github.djltracker.outbox;

import io.github.djltracker.domain.run.RunBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one append, forced to disk, to an outbox whose destination is unavailable: entries of batches with 10
 * metrics.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class OutboxAppendBenchmark {
    /** Training batches per entry: a small network trains 500 in 250 ms. */
    @Param({"1", "50", "500"})
    int batches;

    private Path folder;
    private Outbox outbox;
    private UUID run;
    private int next;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Files.createTempDirectory("djl-tracker-benchmark");
        outbox = Outbox.open(folder, "benchmark", OutboxFigures.away());
        run = UUID.randomUUID();
        outbox.append(run, OutboxFigures.start(run));
        next = 1;
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        outbox.close(Duration.ZERO);
        OutboxFigures.delete(folder);
    }

    @Benchmark
    public long append() {
        RunBatch batch = OutboxFigures.batch(next++, batches);
        return outbox.append(run, batch);
    }
}
