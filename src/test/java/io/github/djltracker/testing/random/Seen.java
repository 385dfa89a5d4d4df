package io.github.djltracker.testing.random;

import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.Series;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Everything that can be read of a model except its curves, taken at one moment, for comparison. */
public record Seen(
        String hash,
        Optional<String> name,
        Optional<String> description,
        long step,
        List<Module> modules,
        List<SeenIteration> iterations,
        List<Metric> metrics,
        Set<Series> series,
        List<Run> runs) {

    /** An iteration with its modules. */
    public record SeenIteration(String id, long step, OptionalInt epoch, Instant time, List<Module> modules) {
        static SeenIteration of(Iteration iteration) {
            return new SeenIteration(
                    iteration.id(),
                    iteration.step(),
                    iteration.epoch(),
                    iteration.time(),
                    iteration.modules().list());
        }
    }

    /** The current state of the model. */
    public static Seen of(Model model) {
        return new Seen(
                model.hash(),
                model.name(),
                model.description(),
                model.step(),
                model.modules().list(),
                model.iterations().list().stream().map(SeenIteration::of).toList(),
                model.metrics().list(),
                new HashSet<>(model.metrics().series()),
                model.runs().list());
    }

    /**
     * The same without what may differ between two trackers: ids, the times of what was logged manually, when a run was
     * last seen, and the sign of a zero in a minimum or maximum.
     */
    public Seen withoutIds() {
        return new Seen(
                hash,
                name,
                description,
                step,
                withoutIds(modules),
                iterations.stream()
                        .map(i -> new SeenIteration(
                                "",
                                i.step(),
                                i.epoch(),
                                i.epoch().isPresent() ? i.time() : Instant.EPOCH,
                                withoutIds(i.modules())))
                        .toList(),
                metrics.stream()
                        .map(m -> new Metric(
                                "",
                                m.name(),
                                m.value(),
                                m.step(),
                                m.phase(),
                                m.run() == null ? Instant.EPOCH : m.time(),
                                m.run()))
                        .toList(),
                new HashSet<>(withoutSigns(series)),
                runs.stream()
                        .map(r -> new Run(
                                r.id(),
                                r.status(),
                                r.started(),
                                Instant.EPOCH,
                                r.ended(),
                                r.firstStep(),
                                r.lastStep(),
                                r.resumedFrom(),
                                r.environment(),
                                r.losses(),
                                r.error(),
                                r.annotations()))
                        .toList());
    }

    /** The same without the sign of a zero in a minimum or maximum. */
    static List<Series> withoutSigns(Collection<Series> series) {
        return series.stream()
                .map(s -> new Series(
                        s.run(),
                        s.name(),
                        s.phase(),
                        s.count(),
                        s.nan(),
                        s.firstStep(),
                        s.lastStep(),
                        s.last(),
                        s.min() + 0.0,
                        s.max() + 0.0))
                .toList();
    }

    private static List<Module> withoutIds(List<Module> modules) {
        return modules.stream()
                .map(m -> new Module("", m.name(), m.attributes()))
                .toList();
    }
}
