package io.github.djltracker.domain;

import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import java.util.List;
import java.util.Set;

/**
 * The runs of an experiment over all of its models, to be found by their values. An experiment that is not there has none.
 * Thread-safe.
 */
public interface ExperimentRuns {
    /**
     * The runs that a query asks for, in its order.
     *
     * @throws IllegalArgumentException if the filter or the order asks for a name that no run of the experiment has: the
     *     message has its place and the names that come near
     */
    List<FoundRun> find(RunQuery query);

    /**
     * How many runs a filter finds.
     *
     * @throws IllegalArgumentException as {@link #find}
     */
    long count(RunFilter filter);

    /**
     * The names of all values that its runs have, spelled out: {@code loss@validate.last}, {@code setting.optimizer}, {@code
     * env.host}. Sorted. Those that each run has are not among them ({@link io.github.djltracker.domain.find.RunValues#FIXED}).
     */
    Set<String> names();
}
