package io.github.djltracker.client;

import io.github.djltracker.client.call.Requests;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.store.Noise;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per point of writing an entry as a line, and of compressing that line; prints its size before and after. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class PackingBenchmark {
    private static final int POINTS = 5_000;

    /** The level of gzip; 0 for no compression. */
    @Param({"0", "1", "3", "6"})
    int level;

    private RunBatch batch;
    private byte[] line;

    @Setup(Level.Trial)
    public void write() {
        batch = new Noise(20, 1).batch(POINTS);
        line = RunLogJson.write(batch);
        System.out.printf(Locale.ROOT, "%.1f bytes a point%n", (double) entry().length / POINTS);
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public byte[] entry() {
        return level == 0 ? RunLogJson.write(batch) : Requests.gzip(line, level);
    }
}
