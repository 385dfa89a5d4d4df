package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.View;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that a tracker in memory stores. Callers must hold its monitor. */
final class State {
    final List<ExperimentState> experiments = new ArrayList<>();
    final Map<UUID, Done> requests = new HashMap<>();
    /** The runs that were deleted, also together with their model or experiment. */
    final Set<UUID> deleted = new HashSet<>();

    /** Experiments, models and runs are numbered in the order in which they are created. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Clock clock;
    private long ids;

    State(Clock clock) {
        this.clock = clock;
    }

    static final class ExperimentState {
        final UUID id;
        final long number;
        final List<ModelState> models = new ArrayList<>();
        final SortedMap<String, View> views = new TreeMap<>();
        Annotations annotations = Annotations.NONE;
        String name;

        ExperimentState(String name) {
            this(UUID.randomUUID(), NUMBERS.incrementAndGet(), name);
        }

        private ExperimentState(UUID id, long number, String name) {
            this.id = id;
            this.number = number;
            this.name = name;
        }

        ExperimentState copy() {
            ExperimentState copy = new ExperimentState(id, number, name);
            models.forEach(model -> copy.models.add(model.copy()));
            copy.views.putAll(views);
            copy.annotations = annotations;
            return copy;
        }
    }

    static final class ModelState {
        final UUID id;
        final long number;
        final String hash;
        final List<Module> modules = new ArrayList<>();
        final List<IterationState> iterations = new ArrayList<>();
        final List<Metric> metrics = new ArrayList<>();
        final List<RunState> runs = new ArrayList<>();

        final @Nullable String recordedName;
        Annotations annotations = Annotations.NONE;

        @Nullable
        String description;

        long step;

        ModelState(String hash, @Nullable String name, @Nullable String description) {
            this(UUID.randomUUID(), NUMBERS.incrementAndGet(), hash, name, description);
        }

        private ModelState(UUID id, long number, String hash, @Nullable String name, @Nullable String description) {
            this.id = id;
            this.number = number;
            this.hash = hash;
            this.recordedName = name;
            this.description = description;
        }

        @Nullable
        String name() {
            return annotations.name().orElse(recordedName);
        }

        ModelState copy() {
            ModelState copy = new ModelState(id, number, hash, recordedName, description);
            copy.step = step;
            copy.annotations = annotations;
            copy.modules.addAll(modules);
            copy.metrics.addAll(metrics);
            iterations.forEach(iteration -> copy.iterations.add(iteration.copy()));
            runs.forEach(run -> copy.runs.add(run.copy()));
            return copy;
        }
    }

    record IterationState(
            String id,
            long step,
            OptionalInt epoch,
            Instant time,
            @Nullable UUID run,
            List<Module> modules) {
        IterationState copy() {
            return new IterationState(id, step, epoch, time, run, new ArrayList<>(modules));
        }
    }

    static final class RunState {
        Run run;
        /** Runs are numbered in the order in which they arrive. */
        final long number;

        final List<RunEntry> log = new ArrayList<>();
        long next = 1;

        RunState(Run run) {
            this(run, NUMBERS.incrementAndGet());
        }

        private RunState(Run run, long number) {
            this.run = run;
            this.number = number;
        }

        RunState copy() {
            RunState copy = new RunState(run, number);
            copy.log.addAll(log);
            copy.next = next;
            return copy;
        }
    }

    record Done(String content, String answer) {}

    /** Runs the work, and undoes it if it throws. */
    <T> T allOrNothing(Supplier<T> work) {
        List<ExperimentState> before =
                experiments.stream().map(ExperimentState::copy).toList();
        Map<UUID, Done> asked = Map.copyOf(requests);
        Set<UUID> gone = Set.copyOf(deleted);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            experiments.clear();
            experiments.addAll(before);
            requests.clear();
            requests.putAll(asked);
            deleted.clear();
            deleted.addAll(gone);
            throw e;
        }
    }

    Optional<RunState> run(UUID id) {
        return experiments.stream()
                .flatMap(e -> e.models.stream())
                .flatMap(m -> m.runs.stream())
                .filter(run -> run.run.id().equals(id))
                .findFirst();
    }

    /** Adds annotations to a run. */
    Annotations annotate(UUID id, List<Annotation> said) {
        if (deleted.contains(id)) {
            throw new DeletedException(id);
        }
        RunState found = run(id).orElseThrow(() -> new NotFoundException("there is no run " + id));
        Run run = found.run;
        Annotations all = run.annotations().with(said, now());
        found.run = new Run(
                run.id(),
                run.status(),
                run.started(),
                run.seen(),
                run.ended(),
                run.firstStep(),
                run.lastStep(),
                run.resumedFrom(),
                run.environment(),
                run.losses(),
                run.error(),
                all);
        return all;
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    String newId() {
        return Long.toString(++ids);
    }

    Module module(String name, Map<String, ? extends @Nullable Object> attributes) {
        return new Module(newId(), name, new LinkedHashMap<>(attributes));
    }

    Optional<ExperimentState> experiment(String name) {
        return experiments.stream().filter(e -> e.name.equals(name)).findFirst();
    }

    ExperimentState experimentOrNew(String name) {
        return experiment(name).orElseGet(() -> {
            ExperimentState created = new ExperimentState(name);
            experiments.add(created);
            return created;
        });
    }

    ModelState model(UUID id) {
        return experiments.stream()
                .flatMap(e -> e.models.stream())
                .filter(m -> m.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no model " + id));
    }
}
