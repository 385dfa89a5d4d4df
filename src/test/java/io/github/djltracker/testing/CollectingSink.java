package io.github.djltracker.testing;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sink that keeps the entries it was given, and answers queries about them. Thread-safe. */
public final class CollectingSink implements Sink {
    private final Map<UUID, List<RunEntry>> logs = new LinkedHashMap<>();
    private final Map<UUID, Annotations> annotations = new LinkedHashMap<>();

    /** One recorded value. */
    public record Point(long step, double value) {}

    @Override
    public synchronized long append(UUID run, RunEntry entry) {
        List<RunEntry> log = logs.computeIfAbsent(run, id -> new ArrayList<>());
        if (entry.sequence() > log.size()) {
            throw new GapException(run, entry.sequence(), log.size());
        }
        if (entry.sequence() == log.size()) {
            log.add(entry);
        }
        return log.size();
    }

    @Override
    public synchronized void annotate(UUID run, List<Annotation> said) {
        if (!logs.containsKey(run)) {
            throw new NotFoundException("there is no run " + run);
        }
        annotations.put(run, annotations(run).with(said, Instant.EPOCH));
    }

    /** The annotations of a run. */
    public synchronized Annotations annotations(UUID run) {
        return annotations.getOrDefault(run, Annotations.NONE);
    }

    /** The runs in the order in which they started. */
    public synchronized List<UUID> runs() {
        return List.copyOf(logs.keySet());
    }

    /** The only run. */
    public UUID run() {
        List<UUID> runs = runs();
        if (runs.size() != 1) {
            throw new AssertionError("expected one run, there are " + runs.size());
        }
        return runs.get(0);
    }

    public synchronized List<RunEntry> entries(UUID run) {
        return List.copyOf(logs.getOrDefault(run, List.of()));
    }

    public RunStart start(UUID run) {
        return (RunStart) entries(run).get(0);
    }

    /** The last entry, which must be an end. */
    public RunEnd end(UUID run) {
        List<RunEntry> entries = entries(run);
        return (RunEnd) entries.get(entries.size() - 1);
    }

    public List<Point> points(UUID run, String name, @Nullable String phase) {
        List<Point> points = new ArrayList<>();
        for (RunBatch batch : batches(run)) {
            for (SeriesColumns series : batch.series()) {
                if (series.name().equals(name) && Objects.equals(series.phase(), phase)) {
                    for (int i = 0; i < series.count(); i++) {
                        points.add(new Point(series.steps()[i], series.values()[i]));
                    }
                }
            }
        }
        return points;
    }

    /** The values of {@link #points}. */
    public List<Double> values(UUID run, String name, @Nullable String phase) {
        return points(run, name, phase).stream().map(Point::value).toList();
    }

    /** The steps of the iterations. */
    public List<Long> iterations(UUID run) {
        List<Long> steps = new ArrayList<>();
        for (RunBatch batch : batches(run)) {
            for (long step : batch.iterations().steps()) {
                steps.add(step);
            }
        }
        return steps;
    }

    public List<IterationModule> modules(UUID run) {
        return batches(run).stream().flatMap(batch -> batch.modules().stream()).toList();
    }

    private List<RunBatch> batches(UUID run) {
        return entries(run).stream()
                .filter(RunBatch.class::isInstance)
                .map(RunBatch.class::cast)
                .toList();
    }
}
