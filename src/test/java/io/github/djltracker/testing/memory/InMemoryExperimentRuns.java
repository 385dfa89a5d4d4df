package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Searches by checking every run. */
record InMemoryExperimentRuns(State state, String experiment) implements ExperimentRuns {
    private record Candidate(long number, Model model, Run run, RunValues values) {}

    @Override
    public List<FoundRun> find(RunQuery query) {
        synchronized (state) {
            List<Candidate> all = candidates();
            Set<String> known = names(all);
            RunOrder order = query.order();
            if (!query.isLenient()) {
                if (query.filter() != null) {
                    query.filter().requireKnown(known);
                }
                if (order != null) {
                    order.requireKnown(known);
                }
            }
            Comparator<Candidate> byNumber = Comparator.comparingLong(Candidate::number);
            Comparator<Candidate> sorted = order == null
                    ? Comparator.comparing((Candidate one) -> one.run.started())
                            .thenComparing(byNumber)
                            .reversed()
                    : Comparator.comparing(Candidate::values, order)
                            .thenComparing(order.isDescending() ? byNumber.reversed() : byNumber);
            return all.stream()
                    .filter(one -> query.filter() == null || query.filter().matches(one.values))
                    .sorted(sorted)
                    .skip(query.offset())
                    .limit(query.limit())
                    .map(one -> found(one, query.columns()))
                    .toList();
        }
    }

    private static FoundRun found(Candidate one, Set<String> columns) {
        Map<String, Object> values = new HashMap<>();
        for (String column : columns) {
            Object value = one.values.get(column);
            if (value != null && !RunValues.PASSING.contains(column)) {
                values.put(column, value instanceof Double number ? Double.valueOf(number + 0.0) : value);
            }
        }
        return new FoundRun(one.model.id(), one.model.hash(), one.model.name().orElse(null), one.run, values);
    }

    @Override
    public long count(RunFilter filter) {
        return find(RunQuery.all().where(filter).first(RunQuery.MAX_LIMIT)).size();
    }

    @Override
    public Set<String> names() {
        synchronized (state) {
            return names(candidates());
        }
    }

    private static @Nullable Long step(List<Metric> all, Series series, double value) {
        return all.stream()
                .filter(one -> Objects.equals(one.run(), series.run())
                        && one.name().equals(series.name())
                        && Objects.equals(one.phase(), series.phase())
                        && one.value() == value)
                .map(Metric::step)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Set<String> names(List<Candidate> all) {
        Set<String> names = new TreeSet<>();
        all.forEach(one -> names.addAll(one.values.names()));
        names.removeAll(RunValues.FIXED);
        return names;
    }

    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        state.experiment(experiment).ifPresent(found -> {
            for (State.ModelState each : found.models) {
                Model model = new InMemoryModel(state, each.id, each.hash);
                List<Series> series = model.metrics().series();
                List<Metric> metrics = model.metrics().list();
                for (State.RunState run : each.runs) {
                    RunValues values = new RunValues(run.run, experiment, each.hash, each.name());
                    values.addSettings(model.runs().settings(Set.of(run.run.id())));
                    series.stream()
                            .filter(one -> run.run.id().equals(one.run()))
                            .forEach(one ->
                                    values.add(one, step(metrics, one, one.min()), step(metrics, one, one.max())));
                    all.add(new Candidate(run.number, model, run.run, values));
                }
            }
        });
        return all;
    }
}
