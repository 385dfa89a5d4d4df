package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Returns entries as they were appended, even if parts were removed since. Thread-safe by the monitor of the state. */
record InMemoryLogs(InMemoryTracker tracker, State state) implements RunLogs {
    @Override
    public long append(UUID run, RunEntry entry) {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(entry, "entry");
        synchronized (state) {
            String experiment = entry instanceof RunStart start ? start.experiment() : "";
            return new Appender(state, experiment).append(run, entry);
        }
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        Objects.requireNonNull(run, "run");
        synchronized (state) {
            state.annotate(run, said);
        }
    }

    @Override
    public long next(UUID run) {
        Objects.requireNonNull(run, "run");
        synchronized (state) {
            return state.run(run).map(found -> found.next).orElse(0L);
        }
    }

    @Override
    public List<RunEntry> entries(UUID run, long from, int limit) {
        Objects.requireNonNull(run, "run");
        Limits.integer("from", from);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": it must be 1 or more");
        }
        synchronized (state) {
            return state.run(run).orElseThrow(() -> new NotFoundException("there is no run " + run)).log.stream()
                    .skip(from)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public Optional<Model> model(UUID run) {
        Objects.requireNonNull(run, "run");
        synchronized (state) {
            return state.experiments.stream()
                    .flatMap(experiment -> experiment.models.stream())
                    .filter(model ->
                            model.runs.stream().anyMatch(found -> found.run.id().equals(run)))
                    .findFirst()
                    .map(model -> new InMemoryModel(state, model.id, model.hash));
        }
    }
}
