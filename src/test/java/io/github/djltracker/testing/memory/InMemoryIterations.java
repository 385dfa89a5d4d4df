package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Iterations;
import io.github.djltracker.domain.Modules;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.IterationQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.memory.State.IterationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Thread-safe by the monitor of the state. */
record InMemoryIterations(State state, UUID model) implements Iterations {
    @Override
    public Iteration create(long step) {
        Limits.step(step);
        synchronized (state) {
            IterationState iteration =
                    new IterationState(state.newId(), step, OptionalInt.empty(), state.now(), null, new ArrayList<>());
            state.model(model).iterations.add(iteration);
            return handle(iteration);
        }
    }

    @Override
    public Optional<Iteration> get(long step) {
        return list().stream().filter(iteration -> iteration.step() == step).findFirst();
    }

    @Override
    public List<Iteration> list() {
        synchronized (state) {
            return state.model(model).iterations.stream().map(this::handle).toList();
        }
    }

    @Override
    public Page<Iteration> page(IterationQuery query) {
        Objects.requireNonNull(query, "query");
        return Pages.page(
                "iterations",
                model,
                list().stream()
                        .filter(iteration -> query.step() == null || query.step() == iteration.step())
                        .toList(),
                Iteration::id,
                query.after(),
                query.limit());
    }

    @Override
    public void remove(Iteration iteration) {
        Objects.requireNonNull(iteration, "iteration");
        synchronized (state) {
            state.model(model).iterations.remove(existing(iteration.id()));
        }
    }

    @Override
    public void clear() {
        synchronized (state) {
            state.model(model).iterations.clear();
        }
    }

    private IterationState existing(String id) {
        return state.model(model).iterations.stream()
                .filter(iteration -> iteration.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no iteration " + id + " among these iterations"));
    }

    private Iteration handle(IterationState iteration) {
        return new InMemoryIteration(this, iteration.id(), iteration.step(), iteration.epoch(), iteration.time());
    }

    private record InMemoryIteration(InMemoryIterations owner, String id, long step, OptionalInt epoch, Instant time)
            implements Iteration {
        @Override
        public Modules modules() {
            return new InMemoryModules(owner.state, () -> owner.existing(id).modules());
        }
    }
}
