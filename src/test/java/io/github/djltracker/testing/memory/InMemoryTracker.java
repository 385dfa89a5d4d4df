package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Limits;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A tracker of plain lists, with which every other store is compared, so it is as simple as possible. Thread-safe by
 * one lock, the monitor of its state.
 */
public final class InMemoryTracker implements IdempotentStore {
    private final State state;

    /** An empty tracker with the system's clock. */
    public InMemoryTracker() {
        this(Clock.systemUTC());
    }

    public InMemoryTracker(Clock clock) {
        state = new State(clock);
    }

    @Override
    public Experiments experiments() {
        return new InMemoryExperiments(state);
    }

    @Override
    public Experiment experiment(String name) {
        Limits.name("experiment name", name);
        return new InMemoryExperiment(state, name);
    }

    @Override
    public Optional<Experiment> experiment(UUID id) {
        Objects.requireNonNull(id, "id");
        return experiments().list().stream()
                .filter(experiment -> experiment.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<Model> model(UUID id) {
        Objects.requireNonNull(id, "id");
        return experiments().list().stream()
                .flatMap(experiment -> experiment.models().list().stream())
                .filter(model -> model.id().equals(id))
                .findFirst();
    }

    @Override
    public RunLogs logs() {
        return new InMemoryLogs(this, state);
    }

    @Override
    public List<HeardRun> heardSince(Instant time) {
        List<HeardRun> heard = new ArrayList<>();
        for (Experiment experiment : experiments().list()) {
            experiment.runs().find(RunQuery.all().first(RunQuery.MAX_LIMIT)).stream()
                    .filter(found -> !found.run().seen().isBefore(time))
                    .forEach(found -> heard.add(new HeardRun(experiment.name(), found)));
        }
        return heard;
    }

    @Override
    public String once(UUID request, String content, Supplier<String> work) {
        Objects.requireNonNull(content, "content");
        synchronized (state) {
            State.Done done = state.requests.get(Objects.requireNonNull(request, "request"));
            if (done == null) {
                done = state.allOrNothing(
                        () -> new State.Done(content, Limits.text("answer", work.get(), Limits.MAX_TEXT)));
                state.requests.put(request, done);
            } else if (!done.content().equals(content)) {
                throw new AlreadyExistsException("request " + request + " had another content");
            }
            return done.answer();
        }
    }

    private record InMemoryExperiments(State state) implements Experiments {
        @Override
        public Experiment create(String name) {
            Limits.name("experiment name", name);
            synchronized (state) {
                refuseTaken(name);
                state.experiments.add(new State.ExperimentState(name));
                return handle(name);
            }
        }

        @Override
        public Optional<Experiment> read(String name) {
            Objects.requireNonNull(name, "name");
            synchronized (state) {
                return state.experiment(name).map(found -> handle(name));
            }
        }

        @Override
        public Experiment update(UUID id, String name) {
            Limits.name("experiment name", name);
            synchronized (state) {
                State.ExperimentState experiment = find(id);
                if (!experiment.name.equals(name)) {
                    refuseTaken(name);
                    experiment.name = name;
                }
                return handle(name);
            }
        }

        @Override
        public void delete(UUID id) {
            synchronized (state) {
                State.ExperimentState experiment = find(id);
                experiment.models.forEach(model -> model.runs.forEach(run -> state.deleted.add(run.run.id())));
                state.experiments.remove(experiment);
            }
        }

        @Override
        public List<Experiment> list() {
            synchronized (state) {
                return state.experiments.stream().map(e -> handle(e.name)).toList();
            }
        }

        @Override
        public Page<Summary> summaries(PageQuery query) {
            Objects.requireNonNull(query, "query");
            synchronized (state) {
                Page<State.ExperimentState> page = Pages.page(
                        "experiments",
                        new UUID(0, 0),
                        state.experiments,
                        experiment -> Long.toString(experiment.number),
                        query.after(),
                        query.limit());
                return new Page<>(
                        page.items().stream().map(Summaries::experiment).toList(), page.after());
            }
        }

        private Experiment handle(String name) {
            return new InMemoryExperiment(state, name);
        }

        private void refuseTaken(String name) {
            if (state.experiment(name).isPresent()) {
                throw new AlreadyExistsException("experiment \"" + name + "\" exists already");
            }
        }

        private State.ExperimentState find(UUID id) {
            Objects.requireNonNull(id, "id");
            return state.experiments.stream()
                    .filter(e -> e.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("there is no experiment " + id));
        }
    }

    record InMemoryExperiment(State state, String name) implements Experiment {
        @Override
        public UUID id() {
            synchronized (state) {
                return state.experimentOrNew(name).id;
            }
        }

        @Override
        public Annotations annotations() {
            synchronized (state) {
                return state.experiment(name).map(found -> found.annotations).orElse(Annotations.NONE);
            }
        }

        @Override
        public Annotations annotate(List<Annotation> said) {
            Annotations.ofExperiment(said);
            synchronized (state) {
                State.ExperimentState found = state.experimentOrNew(name);
                found.annotations = found.annotations.with(said, state.now());
                return found.annotations;
            }
        }

        @Override
        public Models models() {
            return new InMemoryModels(state, name);
        }

        @Override
        public ExperimentRuns runs() {
            return new InMemoryExperimentRuns(state, name);
        }

        @Override
        public Views views() {
            return new InMemoryViews(state, name);
        }
    }
}
