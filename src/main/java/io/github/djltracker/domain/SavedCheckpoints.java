package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Finds the checkpoints of a model among the modules of its iterations, and the metrics at their steps. */
final class SavedCheckpoints {
    private record Place(long step, String file) {}

    private SavedCheckpoints() {}

    static List<Checkpoint> of(Model model, Set<UUID> only) {
        Map<UUID, List<Checkpoint>> runs = new LinkedHashMap<>();
        for (RunModule module : model.runs().settings(requireNonNull(only, "only"))) {
            Checkpoint.of(module)
                    .ifPresent(checkpoint -> runs.computeIfAbsent(checkpoint.run(), any -> new ArrayList<>())
                            .add(checkpoint));
        }
        if (runs.isEmpty()) {
            return List.of();
        }
        List<Series> series = model.metrics().series(runs.keySet());
        List<Checkpoint> all = new ArrayList<>();
        runs.forEach((run, recorded) -> {
            List<Series> own =
                    series.stream().filter(one -> run.equals(one.run())).toList();
            all.addAll(ofRun(model.metrics(), own, recorded));
        });
        return all;
    }

    /**
     * If a file was recorded several times at one step, the last record counts: earlier ones may describe the file
     * before it was completely written.
     */
    private static List<Checkpoint> ofRun(Metrics metrics, List<Series> series, List<Checkpoint> recorded) {
        Map<Place, Checkpoint> places = new LinkedHashMap<>();
        Map<String, Checkpoint> latest = new LinkedHashMap<>();
        for (Checkpoint checkpoint : recorded) {
            Place place = new Place(checkpoint.step(), checkpoint.file());
            places.remove(place);
            places.put(place, checkpoint);
            latest.put(checkpoint.file(), checkpoint);
        }
        SortedMap<Long, List<Checkpoint.Value>> values = new TreeMap<>();
        places.values().forEach(checkpoint -> values.put(checkpoint.step(), new ArrayList<>()));
        series.forEach(one -> addValues(metrics, one, values));
        return places.values().stream()
                .sorted(Comparator.comparingLong(Checkpoint::step))
                .map(one -> new Checkpoint(
                        one.run(),
                        one.step(),
                        one.epoch(),
                        one.file(),
                        one.bytes(),
                        one.modified(),
                        one.sha256(),
                        one.host(),
                        !one.equals(latest.get(one.file())),
                        requireNonNull(values.get(one.step()))))
                .toList();
    }

    /** Reads only the part between two checkpoints, and nothing if the summary of the series is sufficient. */
    private static void addValues(Metrics metrics, Series series, SortedMap<Long, List<Checkpoint.Value>> values) {
        if (series.firstStep() == null || series.lastStep() == null) {
            return;
        }
        CurveQuery query = CurveQuery.of(series.name(), series.phase())
                .runs(requireNonNull(series.run()))
                .buckets(1);
        Checkpoint.Value before = null;
        long from = series.firstStep();
        for (Map.Entry<Long, List<Checkpoint.Value>> at : values.entrySet()) {
            long step = at.getKey();
            if (step >= series.lastStep()) {
                before = new Checkpoint.Value(series.name(), series.phase(), series.lastStep(), series.last());
            } else if (step >= from) {
                for (Curve.Line line : metrics.curve(query.steps(from, step)).lines()) {
                    Curve.Bucket last = line.buckets().get(line.buckets().size() - 1);
                    before = new Checkpoint.Value(series.name(), series.phase(), last.lastStep(), last.last());
                }
                from = step + 1;
            }
            if (before != null) {
                at.getValue().add(before);
            }
        }
    }
}
