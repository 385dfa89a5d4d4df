package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.memory.State.IterationState;
import io.github.djltracker.testing.memory.State.ModelState;
import io.github.djltracker.testing.memory.State.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends entries of runs to the state. The caller holds the monitor of the state. */
record Appender(State state, String experiment) {
    long append(UUID id, RunEntry entry) {
        if (entry instanceof RunStart start) {
            if (!start.experiment().equals(experiment)) {
                throw new RejectedException("run " + id + " is of experiment \"" + start.experiment() + "\", not of \""
                        + experiment + "\"");
            }
            if (!start.run().equals(id)) {
                throw new RejectedException("the start of run " + start.run() + " came as one of run " + id);
            }
        }
        if (state.deleted.contains(id)) {
            throw new DeletedException(id);
        }
        for (State.ExperimentState any : state.experiments) {
            for (ModelState model : any.models) {
                for (RunState run : model.runs) {
                    if (run.run.id().equals(id)) {
                        return append(model, run, entry);
                    }
                }
            }
        }
        if (!(entry instanceof RunStart start)) {
            throw new GapException(id, entry.sequence(), 0);
        }
        start(start);
        return 1;
    }

    private long append(ModelState model, RunState run, RunEntry entry) {
        if (entry.sequence() < run.next) {
            return run.next;
        }
        if (run.run.status().isEnd()) {
            throw new RejectedException(
                    "run " + run.run.id() + " has ended: entry " + entry.sequence() + " comes too late");
        }
        if (entry.sequence() > run.next) {
            throw new GapException(run.run.id(), entry.sequence(), run.next);
        }
        if (entry instanceof RunBatch batch) {
            batch(model, run, batch);
        } else if (entry instanceof RunEnd end) {
            Run r = run.run;
            run.run = with(r, end.status(), end.time(), r.firstStep(), r.lastStep(), end.losses(), end.error());
        }
        run.log.add(entry);
        run.next++;
        return run.next;
    }

    private void start(RunStart start) {
        State.ExperimentState owner = state.experimentOrNew(experiment);
        ModelState model = owner.models.stream()
                .filter(m -> m.hash.equals(start.hash()))
                .findFirst()
                .orElseGet(() -> {
                    ModelState created = new ModelState(start.hash(), start.name(), start.description());
                    for (ModuleRecord module : start.modules()) {
                        created.modules.add(state.module(module.name(), module.attributes()));
                    }
                    owner.models.add(created);
                    return created;
                });
        RunState run = new RunState(new Run(
                start.run(),
                RunStatus.RUNNING,
                start.time(),
                state.now(),
                null,
                null,
                null,
                start.resumedFrom(),
                start.environment(),
                Map.of(),
                null,
                Annotations.NONE));
        run.log.add(start);
        model.runs.add(run);
    }

    private void batch(ModelState model, RunState run, RunBatch batch) {
        UUID id = run.run.id();
        Long first = run.run.firstStep();
        Long last = run.run.lastStep();
        IterationColumns iterations = batch.iterations();
        for (int i = 0; i < iterations.count(); i++) {
            long step = iterations.steps()[i];
            first = first == null ? step : Math.min(first, step);
            last = last == null ? step : Math.max(last, step);
            model.step = Math.max(model.step, step);
            model.iterations.add(new IterationState(
                    state.newId(),
                    step,
                    OptionalInt.of(iterations.epochs()[i]),
                    Instant.ofEpochMilli(iterations.times()[i]),
                    id,
                    new ArrayList<>()));
        }
        for (SeriesColumns series : batch.series()) {
            for (int i = 0; i < series.count(); i++) {
                long step = series.steps()[i];
                first = first == null ? step : Math.min(first, step);
                last = last == null ? step : Math.max(last, step);
                model.step = Math.max(model.step, step);
                model.metrics.add(new Metric(
                        state.newId(),
                        series.name(),
                        series.values()[i],
                        step,
                        series.phase(),
                        Instant.ofEpochMilli(series.times()[i]),
                        id));
            }
        }
        for (IterationModule module : batch.modules()) {
            model.iterations.stream()
                    .filter(iteration -> id.equals(iteration.run()) && iteration.step() == module.step())
                    // the last iteration of that step; none if the user removed it
                    .reduce((earlier, later) -> later)
                    .ifPresent(iteration -> iteration
                            .modules()
                            .add(state.module(
                                    module.module().name(), module.module().attributes())));
        }
        Run r = run.run;
        run.run = with(r, r.status(), r.ended(), first, last, r.losses(), r.error());
    }

    private Run with(
            Run run,
            RunStatus status,
            @Nullable Instant ended,
            @Nullable Long first,
            @Nullable Long last,
            Map<String, Long> losses,
            @Nullable String error) {
        return new Run(
                run.id(),
                status,
                run.started(),
                state.now(),
                ended,
                first,
                last,
                run.resumedFrom(),
                run.environment(),
                losses,
                error,
                run.annotations());
    }
}
