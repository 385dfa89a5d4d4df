package io.github.djltracker.mlflow;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.destination.Verifiable;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowRefusal;
import io.github.djltracker.mlflow.call.MlflowRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes runs to MLflow. A tag with its id identifies a run, and another tag contains the sequence number of the next
 * expected entry, so no state is kept locally. An entry without a response is sent again unchanged: MLflow recognises
 * existing points by key, step, time and value. Thread-safe.
 */
final class MlflowSink implements Sink, Verifiable, AutoCloseable {
    /** Maximum number of runs whose state is cached; the state of others is read again. */
    private static final int MAX_RUNS = 1_000;

    private final MlflowApi api;
    private final Map<String, String> experiments = new ConcurrentHashMap<>();
    private final Map<UUID, RunState> states = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RunState> eldest) {
            return size() > MAX_RUNS;
        }
    });

    MlflowSink(MlflowApi api) {
        this.api = api;
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        return append(run, List.of(requireNonNull(entry, "entry")));
    }

    @Override
    public long append(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        boolean isDone = false;
        try {
            RunState state = state(run, entries.get(0));
            List<RunEntry> wanted = new ArrayList<>(entries);
            // a start is sent again if its params may not have arrived
            wanted.removeIf(entry -> entry.sequence() < state.next && !(entry instanceof RunStart && state.next == 1));
            if (!wanted.isEmpty()) {
                if (state.isEnded) {
                    throw new RejectedException("run " + run + " ended with entry " + (state.next - 1) + ": entry "
                            + wanted.get(0).sequence() + " is rejected");
                } else if (wanted.get(0).sequence() > state.next) {
                    throw new GapException(run, wanted.get(0).sequence(), state.next);
                }
                new RunBatches(
                                api,
                                state,
                                () -> !find(run).map(MlflowRun::isDeleted).orElse(true))
                        .send(wanted);
            }
            if (state.isEnded) {
                removeUnused(run, state.id);
            }
            isDone = true;
            return state.next;
        } catch (MlflowRefusal e) {
            // the cause is the destination, not the recorded data: a person can fix it
            experiments.clear();
            throw new UnavailableException(
                    "MLflow at " + api.address() + " does not accept run " + run + " now: " + e.getMessage(), e);
        } finally {
            if (!isDone) {
                // only MLflow knows which entries arrived
                states.remove(run);
            }
        }
    }

    /** Stored as tags. The last value sent wins, because MLflow stores no times for them. */
    @Override
    public void annotate(UUID run, List<Annotation> said) {
        requireNonNull(run, "run");
        MlflowRun there =
                find(run).orElseThrow(() -> new NotFoundException("MLflow at " + api.address() + " has no run " + run));
        if (there.isDeleted()) {
            throw new DeletedException(run);
        }
        try {
            for (Annotation one : said) {
                annotate(there.id(), one);
            }
        } catch (MlflowRefusal e) {
            throw new RejectedException("MLflow at " + api.address() + ": " + e.getMessage(), e);
        }
    }

    private void annotate(String id, Annotation said) {
        String key = RunTags.key(said);
        String value = said.value();
        if (key == null) {
            if (value != null) {
                api.renameRun(id, value);
            }
        } else if (value == null) {
            api.deleteTag(id, key);
        } else {
            api.logBatch(id, List.of(), Map.of(), Map.of(key, RunTags.cut(value, RunTags.MAX_VALUE)));
        }
    }

    private RunState state(UUID run, RunEntry first) {
        RunState known = states.get(run);
        if (known != null) {
            return known;
        }
        Optional<MlflowRun> there = first instanceof RunStart start ? find(start) : find(run);
        MlflowRun found;
        if (there.isPresent()) {
            found = there.get();
        } else if (first instanceof RunStart start) {
            if (!start.run().equals(run)) {
                throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
            }
            found = api.createRun(
                    experiment(start.experiment()),
                    RunTags.runName(start),
                    start.time().toEpochMilli(),
                    RunTags.of(start));
        } else {
            throw new GapException(run, first.sequence(), 0);
        }
        if (found.isDeleted()) {
            throw new DeletedException(run);
        }
        RunState state = RunState.of(run, found);
        states.put(run, state);
        return state;
    }

    private Optional<MlflowRun> find(RunStart start) {
        return latest(api.runs(List.of(experiment(start.experiment())), RunTags.filter(start.run()), true, null));
    }

    /** Searches all experiments, because only a run's start names its experiment. */
    private Optional<MlflowRun> find(UUID run) {
        return latest(all(run));
    }

    private MlflowApi.Runs all(UUID run) {
        List<String> experiments =
                api.allExperiments().stream().map(MlflowApi.Experiment::id).toList();
        return api.runs(experiments, RunTags.filter(run), true, null);
    }

    /** Prefers runs that are not deleted, and then the one with the most entries. */
    private static Optional<MlflowRun> latest(MlflowApi.Runs found) {
        return found.runs().stream()
                .max(Comparator.comparing((MlflowRun one) -> !one.isDeleted())
                        .thenComparing(one -> RunTags.next(one.tags())));
    }

    /**
     * Deletes duplicates of a run. MLflow accepts no key for creating a run only once: if its response is lost, it may
     * create the run after it was searched for without success, and the run is created again.
     */
    private void removeUnused(UUID run, String id) {
        for (MlflowRun one : all(run).runs()) {
            if (!one.isDeleted() && !one.id().equals(id) && RunTags.next(one.tags()) <= 1) {
                api.deleteRun(one.id());
            }
        }
    }

    private String experiment(String name) {
        String known = experiments.get(name);
        if (known == null) {
            known = api.experimentCreated(name);
            experiments.put(name, known);
        }
        return known;
    }

    @Override
    public List<String> differences(UUID run, Iterator<RunEntry> log) {
        Optional<MlflowRun> there = find(run);
        if (there.isEmpty() || there.get().isDeleted()) {
            return List.of("MLflow at " + api.address() + " does not have run " + run);
        }
        return new HistoryCheck(api, there.get()).differences(log);
    }

    @Override
    public void close() {
        api.close();
    }

    @Override
    public String toString() {
        return "MLflow at " + api.address();
    }
}
