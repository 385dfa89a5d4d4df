package io.github.djltracker.mlflow;

import io.github.djltracker.mlflow.call.MlflowRun;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What is known about a run while it is sent; all of it can be read from MLflow again. Not thread-safe. */
final class RunState {
    final UUID run;
    final String id;
    final MetricKeys keys;
    final ExactValues exact;
    final RunParams params;
    /** Keys of metrics that MLflow rejected. */
    final Set<String> refused;

    long next;
    boolean isEnded;

    private RunState(UUID run, MlflowRun there) {
        this.run = run;
        id = there.id();
        keys = MetricKeys.of(there);
        exact = ExactValues.of(there);
        params = new RunParams(there.params());
        refused = new HashSet<>(there.tagsUnder(RunTags.REFUSED).keySet());
        String tag = there.tags().getOrDefault(RunTags.NEXT, "");
        isEnded = tag.endsWith(RunTags.ENDED);
        next = Math.max(1, RunTags.next(there.tags()));
    }

    static RunState of(UUID run, MlflowRun there) {
        return new RunState(run, there);
    }
}
