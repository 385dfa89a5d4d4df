package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A network with a certain structure, within an experiment. {@link #name}, {@link #description} and {@link #step()}
 * read the current value at each call. Thread-safe.
 *
 * <p>Each call except {@link #id()} and {@link #hash()} throws {@link NotFoundException} once the model has been
 * deleted.
 */
public interface Model extends Annotated {
    UUID id();

    /** Its experiment, by its current name. */
    Experiment experiment();

    /** The hash of its block structure, unique within its experiment. */
    String hash();

    /** The name set with {@link Models#update} or {@link #annotate}, or else the recorded one. */
    Optional<String> name();

    Optional<String> description();

    /** The current step: 0 for a new model; recording raises it to the highest step of any run. */
    long step();

    /** Sets the step, which may be lower than before. */
    void step(long step);

    /** The modules of the network. */
    Modules modules();

    Iterations iterations();

    Metrics metrics();

    Runs runs();

    /**
     * The run with the best value of a metric at any of its steps. If several runs have the same value, the one that
     * was started first. NaN is ignored.
     *
     * @param metric such as {@code Accuracy}
     * @param phase such as {@code validate}, null for metrics without a phase
     * @return empty if no run has a value of the metric
     */
    default Optional<Run> bestRun(String metric, @Nullable String phase, Goal goal) {
        Limits.name("metric name", metric);
        Limits.phase(phase);
        Map<UUID, Double> reached = new HashMap<>();
        for (Series series : metrics().series()) {
            double value = goal == Goal.MAXIMIZE ? series.max() : -series.min();
            if (series.run() != null
                    && series.name().equals(metric)
                    && Objects.equals(series.phase(), phase)
                    && !Double.isNaN(value)) {
                reached.put(series.run(), value);
            }
        }
        Run best = null;
        double bestValue = Double.NEGATIVE_INFINITY;
        for (Run run : runs().list()) {
            Double value = reached.get(run.id());
            if (value != null && (best == null || value > bestValue)) {
                best = run;
                bestValue = value;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The checkpoints that runs saved, sorted by run and step; those at the same step in the order in which they were
     * recorded. Each has a value of every metric of its run: the one at its step, the last recorded if there are
     * several, or else the latest before that step, together with its own step.
     *
     * <p>This call does not check whether the files still exist: {@link Checkpoint#presence()} does, on the machine
     * that has them.
     *
     * @param only the runs; empty for all runs
     */
    default List<Checkpoint> checkpoints(Set<UUID> only) {
        return SavedCheckpoints.of(this, only);
    }

    /** The distributions of the network's parameters, in runs that recorded them. */
    default Histograms histograms() {
        return new Histograms(metrics());
    }

    /**
     * The checkpoint at which a metric was best. If several have the same value, the first one of the run that was
     * started first. NaN is ignored.
     *
     * @param metric such as {@code Accuracy}
     * @param phase such as {@code validate}, null for metrics without a phase
     * @return empty if no checkpoint has a value of the metric
     */
    default Optional<Checkpoint> bestCheckpoint(String metric, @Nullable String phase, Goal goal) {
        return Checkpoints.best(checkpoints(Set.of()), metric, phase, goal);
    }
}
