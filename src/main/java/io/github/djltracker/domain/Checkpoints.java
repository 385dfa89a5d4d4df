package io.github.djltracker.domain;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.query.Goal;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.value.Limits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses from lists of checkpoints, as returned by {@link Model#checkpoints}. */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * The checkpoint at which a metric was best; the first if there are several. NaN is ignored.
     *
     * @param phase null for metrics without a phase
     * @return empty if no checkpoint has a value of the metric
     */
    public static Optional<Checkpoint> best(List<Checkpoint> of, String metric, @Nullable String phase, Goal goal) {
        Limits.name("metric name", metric);
        Limits.phase(phase);
        requireNonNull(goal, "goal");
        Checkpoint best = null;
        double reached = Double.NaN;
        for (Checkpoint checkpoint : of) {
            double value =
                    checkpoint.value(metric, phase).map(Checkpoint.Value::value).orElse(Double.NaN);
            if (!Double.isNaN(value) && (best == null || goal.isBetter(value, reached))) {
                best = checkpoint;
                reached = value;
            }
        }
        return Optional.ofNullable(best);
    }
}
