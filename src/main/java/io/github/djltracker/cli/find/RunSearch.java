package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunNames;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.find.RunValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds runs in several experiments, and combines the results. */
final class RunSearch {
    private static final String STARTED = "started";

    private final List<Experiment> experiments;
    private final @Nullable RunFilter filter;
    private final List<String> columns;

    private record Hit(RunRef ref, RunValues values) {}

    /**
     * @param where the user's filter; null for all
     * @param conditions further conditions
     * @param columns names of the values that are returned with each run
     * @throws Failure if no run has a value of a name that is used
     */
    RunSearch(
            List<Experiment> experiments,
            @Nullable RunFilter where,
            @Nullable RunOrder order,
            List<String> conditions,
            List<String> columns,
            Clock clock) {
        this.experiments = experiments;
        this.columns = columns;
        requireKnown(where, order);
        List<String> all = new ArrayList<>(conditions);
        if (where != null) {
            all.add(0, "(" + where + ")");
        }
        filter = all.isEmpty() ? null : RunFilter.parse(String.join(" and ", all), clock);
    }

    private void requireKnown(@Nullable RunFilter where, @Nullable RunOrder order) {
        if (where == null && order == null && columns.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>();
        experiments.forEach(experiment -> known.addAll(experiment.runs().names()));
        try {
            if (where != null) {
                where.requireKnown(known);
            }
            if (order != null) {
                order.requireKnown(known);
            }
            columns.forEach(name -> RunNames.requireKnown(name, known));
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The first runs in an order, at most this many. */
    List<RunRef> first(RunOrder order, int most) {
        List<Hit> found = new ArrayList<>();
        for (Experiment experiment : experiments) {
            found.addAll(first(experiment, order, most));
        }
        if (experiments.size() > 1) {
            found.sort(Comparator.comparing(Hit::values, order));
        }
        return found.stream().limit(most).map(Hit::ref).toList();
    }

    /** The latest runs, at most this many, in the order in which they were started or in another one. */
    List<RunRef> latest(int most, @Nullable RunOrder order) {
        List<Hit> found = new ArrayList<>();
        for (Experiment experiment : experiments) {
            found.addAll(first(experiment, new RunOrder(STARTED, true), most, order == null ? STARTED : order.name()));
        }
        found.sort(Comparator.comparing((Hit hit) -> hit.ref.run().started()).reversed());
        List<Hit> latest = new ArrayList<>(found.subList(0, Math.min(most, found.size())));
        Collections.reverse(latest);
        if (order != null) {
            latest.sort(Comparator.comparing(Hit::values, order));
        }
        return latest.stream().map(Hit::ref).toList();
    }

    private List<Hit> first(Experiment experiment, RunOrder order, int most) {
        return first(experiment, order, most, order.name());
    }

    private List<Hit> first(Experiment experiment, RunOrder order, int most, String sort) {
        ExperimentRuns runs = experiment.runs();
        Map<UUID, ModelRef> models = new HashMap<>();
        for (Model model : experiment.models().list()) {
            models.put(model.id(), new ModelRef(experiment, model));
        }
        Set<String> wanted = new LinkedHashSet<>(columns);
        wanted.add(sort);
        List<Hit> hits = new ArrayList<>();
        while (hits.size() < most) {
            int limit = Math.min(most - hits.size(), RunQuery.MAX_LIMIT);
            int from = hits.size();
            List<FoundRun> part = Failure.ifRefused(() -> {
                RunQuery query = RunQuery.all().sort(order).from(from).first(limit);
                query = query.columns(List.copyOf(wanted)).lenient();
                return runs.find(filter == null ? query : query.where(filter));
            });
            for (FoundRun one : part) {
                ModelRef model = models.computeIfAbsent(
                        one.model(),
                        id -> new ModelRef(
                                experiment, experiment.models().read(one.hash()).orElseThrow()));
                RunValues values = new RunValues(one.run(), experiment.name(), one.hash(), one.modelName());
                values.add(one.values());
                hits.add(new Hit(new RunRef(model, one.run(), chosen(values)), values));
            }
            if (part.size() < limit) {
                break;
            }
        }
        return hits;
    }

    private Map<String, Object> chosen(RunValues values) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (String name : columns) {
            Object value = values.get(name);
            if (value != null) {
                chosen.put(name, value);
            }
        }
        return chosen;
    }
}
