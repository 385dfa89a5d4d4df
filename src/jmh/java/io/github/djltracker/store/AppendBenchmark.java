package io.github.djltracker.store;

import io.github.djltracker.domain.run.RunBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Time of one append, including packing and checkpoints: entries of 20 interleaved series of float noise. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class AppendBenchmark {
    /** Points per entry. */
    @Param({"10", "100", "1000"})
    int points;

    private Path folder;
    private SqlStore store;
    private Noise noise;
    private UUID run;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Files.createTempDirectory("djl-tracker-benchmark");
        store = SqlStore.open(folder.resolve("tracker.db"));
        noise = new Noise(Math.min(20, points), 1);
        run = noise.start(store.logs());
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        store.close();
        Noise.delete(folder);
    }

    @Benchmark
    public long append() {
        RunBatch batch = noise.batch(points);
        return store.logs().append(run, batch);
    }
}
