package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Summarizes experiments and models by reading everything. The caller holds the monitor of the state. */
final class Summaries {
    private Summaries() {}

    static Experiments.Summary experiment(State.ExperimentState experiment) {
        List<Run> runs = experiment.models.stream()
                .flatMap(model -> model.runs.stream())
                .map(run -> run.run)
                .toList();
        return new Experiments.Summary(
                experiment.id,
                experiment.name,
                experiment.models.size(),
                counts(runs),
                active(runs),
                experiment.annotations);
    }

    static Models.Summary model(Model handle, State.ModelState model) {
        List<Run> runs = model.runs.stream().map(run -> run.run).toList();
        return new Models.Summary(
                handle,
                model.name(),
                model.description,
                model.step,
                counts(runs),
                active(runs),
                series(model, runs),
                model.annotations);
    }

    private static Map<RunStatus, Long> counts(List<Run> runs) {
        Map<RunStatus, Long> counts = new TreeMap<>();
        runs.forEach(run -> counts.merge(run.status(), 1L, Long::sum));
        return counts;
    }

    private static @Nullable Instant active(Collection<Run> runs) {
        return runs.stream().map(Run::seen).max(Comparator.naturalOrder()).orElse(null);
    }

    private static List<Series> series(State.ModelState model, List<Run> runs) {
        record Key(String name, String phase) {}
        TreeSet<Key> keys = new TreeSet<>(Comparator.comparing(Key::name).thenComparing(Key::phase));
        model.metrics.forEach(metric -> keys.add(new Key(metric.name(), text(metric.phase()))));
        List<@Nullable UUID> order = new ArrayList<>();
        order.add(null);
        runs.forEach(run -> order.add(run.id()));
        List<Series> all = new ArrayList<>();
        for (Key key : keys) {
            List<Metric> points = model.metrics.stream()
                    .filter(metric -> metric.name().equals(key.name)
                            && text(metric.phase()).equals(key.phase))
                    .toList();
            String phase = points.get(0).phase();
            Series together = Points.series(null, key.name, phase, points);
            double last = together.last();
            for (UUID run : order) {
                List<Metric> own = points.stream()
                        .filter(metric -> Objects.equals(metric.run(), run))
                        .toList();
                if (!own.isEmpty()) {
                    last = Points.series(run, key.name, phase, own).last();
                }
            }
            all.add(new Series(
                    null,
                    key.name,
                    phase,
                    together.count(),
                    together.nan(),
                    together.firstStep(),
                    together.lastStep(),
                    last,
                    together.min(),
                    together.max()));
        }
        return all;
    }

    private static String text(@Nullable String phase) {
        return phase == null ? "" : phase;
    }
}
