package io.github.djltracker.store.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.store.find.RunFinder;
import java.util.List;
import java.util.Set;

/** The runs of the experiment with a name, whether it exists yet or not. Thread-safe. */
record SqlExperimentRuns(Access access, String experiment) implements ExperimentRuns {
    @Override
    public List<FoundRun> find(RunQuery query) {
        requireNonNull(query, "query");
        return ask(finder -> finder.find(query), List.of());
    }

    @Override
    public long count(RunFilter filter) {
        requireNonNull(filter, "filter");
        return ask(finder -> finder.count(filter), 0L);
    }

    @Override
    public Set<String> names() {
        return ask(RunFinder::names, Set.of());
    }

    private <T> T ask(RunFinder.Question<T> question, T otherwise) {
        access.beforeReading().run();
        return RunFinder.ask(
                access.database(), experiment, SqlRuns.lostBefore(access), access.alerts(), question, otherwise);
    }
}
