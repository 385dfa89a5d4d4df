package io.github.djltracker.exchange;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Annotated;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

        /** Called after the last entry of a run. */
        default void end(Model model, Run run) throws IOException {}
    }

    /** The kind under which annotations are counted that a format cannot hold. */
    public static final String ANNOTATIONS = "annotations";

    private record Found(Model model, Run run) {}

    private final Store store;
    private final List<Experiment> experiments = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();
    private final List<Found> runs = new ArrayList<>();
    private final Map<String, Long> byHand = new TreeMap<>();

    private RunWalk(Store store) {
        this.store = store;
    }

    /** Finds the runs of the experiments whose names match. */
    public static RunWalk of(Store store, Predicate<String> experiments) {
        RunWalk walk = new RunWalk(requireNonNull(store, "store"));
        for (Experiment experiment : store.experiments().list()) {
            if (experiments.test(experiment.name())) {
                walk.experiments.add(experiment);
                experiment.models().list().forEach(walk::add);
            }
        }
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
        models.add(model);
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

    /** What is not among the entries, by kind: what {@link #byHand} counts, and all annotations. */
    public Map<String, Long> besides() {
        Map<String, Long> besides = new TreeMap<>(byHand);
        besides.put(
                ANNOTATIONS,
                count(Stream.concat(experiments.stream(), models.stream()).map(Annotated::annotations))
                        + count(runs.stream().map(found -> found.run.annotations())));
        return besides;
    }

    /** Like {@link #byHand}, with the annotations of models and experiments without runs. */
    public Map<String, Long> withoutRuns() {
        Set<UUID> withRuns = new HashSet<>();
        for (Found found : runs) {
            withRuns.add(found.model.id());
            withRuns.add(found.model.experiment().id());
        }
        Map<String, Long> without = new TreeMap<>(byHand);
        without.put(
                ANNOTATIONS + " of models and experiments without runs",
                count(Stream.concat(
                        experiments.stream()
                                .filter(experiment -> !withRuns.contains(experiment.id()))
                                .map(Annotated::annotations),
                        models.stream()
                                .filter(model -> !withRuns.contains(model.id()))
                                .map(Annotated::annotations))));
        without.values().removeIf(count -> count == 0);
        return without;
    }

    /** The number of annotations, without those that were removed. */
    public static long count(Stream<Annotations> all) {
        return all.flatMap(annotations -> annotations.list().stream())
                .filter(one -> one.value() != null)
                .count();
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
            visitor.end(found.model, found.run);
        }
        progress.report(runs.size(), runs.size());
    }
}
