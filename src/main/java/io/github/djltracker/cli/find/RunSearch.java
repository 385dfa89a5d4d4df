package io.github.djltracker.cli.find;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.value.Series;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs with all their values, of which some are looked for. Not thread-safe. */
public final class RunSearch {
    private final Map<RunRef, RunValues> runs = new LinkedHashMap<>();

    private RunSearch() {}

    /** Reads the values of these runs. */
    public static RunSearch of(List<RunRef> refs) {
        RunSearch search = new RunSearch();
        Map<UUID, RunValues> values = new HashMap<>();
        Map<UUID, Model> models = new LinkedHashMap<>();
        Map<UUID, Optional<String>> names = new HashMap<>();
        for (RunRef ref : refs) {
            Model model = ref.model().model();
            RunValues of = new RunValues(
                    ref.run(),
                    ref.model().experiment().name(),
                    model.hash(),
                    names.computeIfAbsent(model.id(), any -> model.name()).orElse(null));
            search.runs.put(ref, of);
            values.put(ref.run().id(), of);
            models.put(model.id(), model);
        }
        for (Model model : models.values()) {
            Map<UUID, List<RunModule>> settings =
                    model.runs().settings(Set.of()).stream().collect(Collectors.groupingBy(RunModule::run));
            settings.forEach((run, modules) -> {
                if (values.containsKey(run)) {
                    values.get(run).addSettings(modules);
                }
            });
            for (Series series : model.metrics().series()) {
                RunValues of = series.run() == null ? null : values.get(series.run());
                if (of != null) {
                    of.add(series);
                }
            }
        }
        return search;
    }

    /**
     * Those that a filter wants, in the order that they have.
     *
     * @throws Failure if it asks for a name that no run has
     */
    public List<RunRef> find(RunFilter filter) {
        said(() -> filter.requireKnown(known()));
        return runs.keySet().stream().filter(ref -> filter.matches(values(ref))).toList();
    }

    /**
     * Some of them in an order; where it finds no difference, in that which they have.
     *
     * @throws Failure if it asks for a name that no run has
     */
    public List<RunRef> sorted(List<RunRef> some, RunOrder order) {
        said(() -> order.requireKnown(known()));
        return some.stream().sorted(Comparator.comparing(this::values, order)).toList();
    }

    private RunValues values(RunRef ref) {
        return requireNonNull(runs.get(ref));
    }

    private static void said(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>();
        runs.values().forEach(values -> known.addAll(values.names()));
        return known;
    }
}
