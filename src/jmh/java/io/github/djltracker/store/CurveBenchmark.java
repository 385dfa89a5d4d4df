package io.github.djltracker.store;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time to read one curve of a long series in 1,000 buckets, with warm caches, and to decode all of its points. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class CurveBenchmark {
    private static final int ENTRY = 10_000;

    /** Points of the series. */
    @Param({"1000000", "10000000"})
    int points;

    private Path folder;
    private SqlStore store;
    private Metrics metrics;
    private UUID run;

    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("djl-tracker-benchmark");
        store = SqlStore.open(folder.resolve("tracker.db"));
        Noise noise = new Noise(1, 1);
        run = noise.start(store.logs());
        for (int i = 0; i < points / ENTRY; i++) {
            store.logs().append(run, noise.batch(ENTRY));
        }
        store.logs().append(run, new RunEnd(points / ENTRY + 1, RunStatus.FINISHED, Instant.EPOCH, Map.of(), null));
        metrics = store.experiment("benchmark").models().list().get(0).metrics();
    }

    @TearDown
    public void close() throws IOException {
        store.close();
        Noise.delete(folder);
    }

    @Benchmark
    public Curve curve() {
        return metrics.curve(CurveQuery.of("metric 0", "train"));
    }

    @Benchmark
    public int decode() {
        return store.points(run, "metric 0", "train").count();
    }
}
