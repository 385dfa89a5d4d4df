package io.github.djltracker.exchange;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads the runs of a store, entry by entry, for exports. */
public final class RunWalk {
    /** Receives the progress. */
    public interface Progress {
        /**
         * Called before each run, and at the end.
         *
         * @param runs number of runs read so far, of {@code total}
         */
        void report(int runs, int total);
    }

    /** Receives the entries. */
    public interface Visitor {
        /** An entry of a run; those of one run are consecutive, from its start. */
        void entry(Model model, Run run, RunEntry entry) throws IOException;
    }

    private record Found(Model model, Run run) {}

    private final Store store;
    private final List<Found> runs = new ArrayList<>();
    private final Map<String, Long> byHand = new TreeMap<>();

    private RunWalk(Store store) {
        this.store = store;
    }

    /** Finds the runs of the experiments whose names match. */
    public static RunWalk of(Store store, Predicate<String> experiments) {
        RunWalk walk = new RunWalk(requireNonNull(store, "store"));
        models(store, experiments).forEach(walk::add);
        return walk;
    }

    /** The models of the experiments whose names match. */
    public static List<Model> models(Store store, Predicate<String> experiments) {
        List<Model> models = new ArrayList<>();
        for (Experiment experiment : store.experiments().list()) {
            if (experiments.test(experiment.name())) {
                models.addAll(experiment.models().list());
            }
        }
        return models;
    }

    private void add(Model model) {
        model.runs().list().forEach(run -> runs.add(new Found(model, run)));
        for (Series series : model.metrics().series()) {
            if (series.run() == null) {
                byHand.merge("manually logged metrics", series.count(), Long::sum);
            }
        }
    }

    public int size() {
        return runs.size();
    }

    /** What was logged outside of any run, and is not among the entries, by kind. */
    public Map<String, Long> byHand() {
        return byHand;
    }

    public void forEach(Visitor visitor, Progress progress) throws IOException {
        RunLogs logs = store.logs();
        for (int i = 0; i < runs.size(); i++) {
            Found found = runs.get(i);
            progress.report(i, runs.size());
            long next = 0;
            for (List<RunEntry> part = logs.entries(found.run.id(), next, Mirror.TOGETHER);
                    !part.isEmpty();
                    part = logs.entries(found.run.id(), next, Mirror.TOGETHER)) {
                for (RunEntry entry : part) {
                    visitor.entry(found.model, found.run, entry);
                    next = entry.sequence() + 1;
                }
            }
        }
        progress.report(runs.size(), runs.size());
    }
}
