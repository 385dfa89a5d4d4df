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
 * A network of one structure, within an experiment. What {@link #name}, {@link #description} and {@link #step()} answer
 * is read anew at each call. Thread-safe.
 *
 * <p>Each call but {@link #id()} and {@link #hash()} throws {@link NotFoundException} once the model is deleted.
 */
public interface Model extends Annotated {
    UUID id();

    /** The experiment it is in, by its name of now. */
    Experiment experiment();

    /** The hash of its block structure, unique within its experiment. */
    String hash();

    /** The name it was given ({@link Models#update}, {@link #annotate}), or the one it was recorded under. */
    Optional<String> name();

    Optional<String> description();

    /** The step it stands at: 0 when new; recording moves it to the highest step that any run has reached. */
    long step();

    /** Sets the step, lower or higher. */
    void step(long step);

    /** The parts of the network. */
    Modules modules();

    Iterations iterations();

    Metrics metrics();

    Runs runs();

    /**
     * The run that reached the best value of a metric at any of its steps. Of several with the same value, the one that
     * was started first. NaN is no value.
     *
     * @param metric such as {@code Accuracy}
     * @param phase such as {@code validate}, null for metrics of no phase
     * @return empty if no run has a value of it
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
     * The checkpoints that were saved in runs, run by run, by step and, of one step, in the order in which they were
     * recorded. Each has the value of every metric of its run at its step: of a series that has none at this step the
     * latest before it, whose own step is told, and of several at one step the one recorded last.
     *
     * <p>Nobody looks whether the files are still there: {@link Checkpoint#presence()} does, on the machine that has them.
     *
     * @param only of these runs; of all if it is empty
     */
    default List<Checkpoint> checkpoints(Set<UUID> only) {
        return SavedCheckpoints.of(this, only);
    }

    /** How the parameters of its networks were distributed, in the runs that looked. */
    default Histograms histograms() {
        return new Histograms(metrics());
    }

    /**
     * The checkpoint at which a metric was best. Of several with the same value, the first of the run that was started
     * first. NaN is no value.
     *
     * @param metric such as {@code Accuracy}
     * @param phase such as {@code validate}, null for metrics of no phase
     * @return empty if no checkpoint has a value of it
     */
    default Optional<Checkpoint> bestCheckpoint(String metric, @Nullable String phase, Goal goal) {
        return Checkpoints.best(checkpoints(Set.of()), metric, phase, goal);
    }
}
