package io.github.djltracker.domain;

import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import java.util.List;
import java.util.Set;

/**
 * The runs of an experiment across all of its models, searchable by their values. If the experiment does not exist,
 * there are none. Thread-safe.
 */
public interface ExperimentRuns {
    /**
     * The runs that match a query, in its order.
     *
     * @throws IllegalArgumentException if the filter or the order contains a name that no run of the experiment has:
     *     the message has its position and similar names
     */
    List<FoundRun> find(RunQuery query);

    /**
     * The number of runs that match a filter.
     *
     * @throws IllegalArgumentException as for {@link #find}
     */
    long count(RunFilter filter);

    /**
     * The names of all values of its runs, in full: {@code loss@validate.last}, {@code setting.optimizer},
     * {@code env.host}. Sorted. Names that every run has ({@link io.github.djltracker.domain.find.RunValues#FIXED}) are
     * not included, nor are the steps of metrics, such as {@code loss@validate.min.step}.
     */
    Set<String> names();
}
