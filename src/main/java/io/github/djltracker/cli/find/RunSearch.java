package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunValues;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs with all their values, of which some are looked for. Not thread-safe. */
public final class RunSearch {
    private static final int MAX_HINTS = 5;

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
     * Those that a filter wants, in an order; where either is null, all of them, and in the order that they have.
     *
     * @throws Failure if it asks for a name that no run has
     */
    public List<RunRef> find(@Nullable RunFilter filter, @Nullable RunOrder order) {
        Set<String> asked = new HashSet<>(filter == null ? Set.of() : filter.names());
        if (order != null) {
            asked.add(order.name());
        }
        asked.forEach(this::requireKnown);
        List<RunRef> found = new ArrayList<>();
        runs.forEach((ref, values) -> {
            if (filter == null || filter.matches(values)) {
                found.add(ref);
            }
        });
        if (order != null) {
            found.sort(Comparator.comparing(runs::get, order));
        }
        return found;
    }

    private void requireKnown(String name) {
        if (runs.isEmpty() || RunValues.FIXED.contains(name)) {
            return;
        }
        Set<String> known = new TreeSet<>(RunValues.FIXED);
        runs.values().forEach(values -> known.addAll(values.names()));
        if (!known.contains(name)) {
            List<String> near = known.stream()
                    .filter(one -> distance(one, name) <= 2 + name.length() / 4 || one.contains(name))
                    .sorted(Comparator.comparingInt((String one) -> distance(one, name)))
                    .limit(MAX_HINTS)
                    .toList();
            throw new Failure("no run has a value \"" + name + "\""
                    + (near.isEmpty()
                            ? ": metrics are named as loss@validate, settings as show names them"
                            : "; there is " + String.join(", ", near)));
        }
    }

    /** How many letters have to be added, removed or changed (Levenshtein), with upper and lower case alike. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean isSame = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int changed = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
