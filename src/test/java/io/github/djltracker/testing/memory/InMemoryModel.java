package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Thread-safe by the monitor of the state. */
record InMemoryModel(State state, UUID id, String hash) implements Model {
    @Override
    public Experiment experiment() {
        synchronized (state) {
            State.ModelState model = state.model(id);
            return state.experiments.stream()
                    .filter(owner -> owner.models.contains(model))
                    .map(owner -> new InMemoryTracker.InMemoryExperiment(state, owner.name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Optional<String> name() {
        synchronized (state) {
            return Optional.ofNullable(state.model(id).name());
        }
    }

    @Override
    public Annotations annotations() {
        synchronized (state) {
            return state.model(id).annotations;
        }
    }

    @Override
    public Annotations annotate(List<Annotation> said) {
        synchronized (state) {
            State.ModelState model = state.model(id);
            model.annotations = model.annotations.with(said, state.now());
            return model.annotations;
        }
    }

    @Override
    public Optional<String> description() {
        synchronized (state) {
            return Optional.ofNullable(state.model(id).description);
        }
    }

    @Override
    public long step() {
        synchronized (state) {
            return state.model(id).step;
        }
    }

    @Override
    public void step(long step) {
        Limits.step(step);
        synchronized (state) {
            state.model(id).step = step;
        }
    }

    @Override
    public Modules modules() {
        return new InMemoryModules(state, () -> state.model(id).modules);
    }

    @Override
    public Iterations iterations() {
        return new InMemoryIterations(state, id);
    }

    @Override
    public Metrics metrics() {
        return new InMemoryMetrics(state, id);
    }

    @Override
    public Runs runs() {
        return new InMemoryRuns(state, id);
    }

    private record InMemoryRuns(State state, UUID model) implements Runs {
        @Override
        public List<Run> list() {
            synchronized (state) {
                return state.model(model).runs.stream().map(run -> run.run).toList();
            }
        }

        @Override
        public Optional<Run> read(UUID id) {
            Objects.requireNonNull(id, "id");
            return list().stream().filter(run -> run.id().equals(id)).findFirst();
        }

        @Override
        public List<RunModule> settings(Set<UUID> only) {
            return of(
                    only,
                    (run, iterations) -> iterations
                            .flatMap(iteration -> iteration.modules().stream()
                                    .map(module -> new RunModule(run, iteration.step(), module)))
                            .sorted(Comparator.comparingLong(
                                    setting -> Long.parseLong(setting.module().id())))
                            .toList());
        }

        @Override
        public List<RunEpoch> epochs(Set<UUID> only) {
            return of(only, (run, iterations) -> {
                TreeMap<Integer, RunEpoch> epochs = new TreeMap<>();
                iterations.forEach(iteration -> iteration
                        .epoch()
                        .ifPresent(epoch -> epochs.merge(
                                epoch,
                                new RunEpoch(run, epoch, iteration.step(), iteration.step()),
                                (a, b) -> new RunEpoch(
                                        run,
                                        epoch,
                                        Math.min(a.firstStep(), b.firstStep()),
                                        Math.max(a.lastStep(), b.lastStep())))));
                return List.copyOf(epochs.values());
            });
        }

        /** Reads something of each run from its iterations. */
        private <T> List<T> of(Set<UUID> only, BiFunction<UUID, Stream<State.IterationState>, List<T>> reader) {
            synchronized (state) {
                State.ModelState owner = state.model(model);
                return owner.runs.stream()
                        .map(run -> run.run.id())
                        .filter(run -> only.isEmpty() || only.contains(run))
                        .flatMap(run -> reader
                                .apply(run, owner.iterations.stream().filter(iteration -> run.equals(iteration.run())))
                                .stream())
                        .toList();
            }
        }

        @Override
        public Annotations annotate(UUID id, List<Annotation> said) {
            Objects.requireNonNull(id, "id");
            synchronized (state) {
                State.ModelState owner = state.model(model);
                if (owner.runs.stream().noneMatch(run -> run.run.id().equals(id))) {
                    throw new NotFoundException("model " + owner.hash + " has no run " + id);
                }
                return state.annotate(id, said);
            }
        }

        @Override
        public void delete(UUID id) {
            Objects.requireNonNull(id, "id");
            synchronized (state) {
                State.ModelState owner = state.model(model);
                if (!owner.runs.removeIf(run -> run.run.id().equals(id))) {
                    throw new NotFoundException("model " + owner.hash + " has no run " + id);
                }
                state.deleted.add(id);
                owner.metrics.removeIf(metric -> id.equals(metric.run()));
                owner.iterations.removeIf(iteration -> id.equals(iteration.run()));
            }
        }
    }
}
