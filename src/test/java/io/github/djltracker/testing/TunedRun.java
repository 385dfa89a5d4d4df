package io.github.djltracker.testing;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.ModuleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One run of a sweep: its tuned settings, and its metrics at its only step. Not thread-safe. */
public final class TunedRun {
    private final String experiment;
    private final long number;
    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("role", "data"));
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private Instant started = Instant.parse("2026-03-01T02:00:00Z");

    private TunedRun(String experiment, long number) {
        this.experiment = experiment;
        this.number = number;
    }

    /** The run with this number, in the model {@code tuned}. */
    public static TunedRun of(String experiment, long number) {
        return new TunedRun(experiment, number);
    }

    /** Sets a setting, named {@code data.<name>} in filters: a number, a text or a boolean. */
    public TunedRun setting(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** Sets the value of a metric of phase {@code validate}. */
    public TunedRun metric(String name, double value) {
        metrics.put(name, value);
        return this;
    }

    public TunedRun started(Instant time) {
        started = time;
        return this;
    }

    /** The id, derived from the experiment and the number. */
    public UUID id() {
        return UUID.nameUUIDFromBytes((experiment + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the run and returns its id. */
    public UUID into(Sink sink) {
        UUID run = id();
        sink.append(
                run, new RunStart(run, experiment, "ab".repeat(32), "tuned", "", List.of(), started, null, Map.of()));
        long[] steps = {1};
        long[] times = {started.toEpochMilli() + 1_000};
        List<SeriesColumns> series = new ArrayList<>();
        metrics.forEach(
                (name, value) -> series.add(new SeriesColumns(name, "validate", steps, times, new double[] {value})));
        sink.append(
                run,
                new RunBatch(
                        1,
                        new IterationColumns(steps, new int[] {1}, times),
                        series,
                        List.of(new IterationModule(1, new ModuleRecord("data", settings)))));
        sink.append(run, new RunEnd(2, RunStatus.FINISHED, started.plusSeconds(60 + number), Map.of(), null));
        return run;
    }
}
