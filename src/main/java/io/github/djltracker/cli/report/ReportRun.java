package io.github.djltracker.cli.report;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.view.Flat;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A run of the report.
 *
 * @param number from 1, identifies it in tables and charts
 * @param label the name of its model, or the beginning of its hash
 * @param settings how it was trained; if a setting changed, its last value
 */
record ReportRun(
        int number,
        RunRef ref,
        String label,
        Map<String, String> settings,
        Map<String, String> environment,
        Map<TellingSeries.Key, Series> series) {

    Run run() {
        return ref.run();
    }

    /** Reads these runs, each model once, and notes that manually logged metrics are left out. */
    static List<ReportRun> read(List<RunRef> refs, LeftOut leftOut) {
        Map<UUID, ReportRun> runs = new LinkedHashMap<>();
        Map<UUID, Model> models = new LinkedHashMap<>();
        Map<UUID, String> labels = new HashMap<>();
        for (RunRef ref : refs) {
            Model model = ref.model().model();
            models.put(model.id(), model);
            String label = labels.computeIfAbsent(model.id(), any -> ref.model().label());
            Map<String, String> environment = new LinkedHashMap<>();
            Flat.of(ref.run().environment()).forEach((name, value) -> environment.put(name, Flat.text(value)));
            UUID id = ref.run().id();
            runs.put(
                    id,
                    new ReportRun(
                            runs.size() + 1, ref, label, new LinkedHashMap<>(), environment, new LinkedHashMap<>()));
        }
        Map<UUID, Set<UUID>> ofModels = refs.stream()
                .collect(Collectors.groupingBy(
                        ref -> ref.model().model().id(),
                        Collectors.mapping(ref -> ref.run().id(), Collectors.toSet())));
        long byHand = 0;
        for (Model model : models.values()) {
            Set<UUID> only = ofModels.getOrDefault(model.id(), Set.of());
            for (RunModule module : model.runs().settings(only)) {
                ReportRun run = runs.get(module.run());
                if (run != null) {
                    run.add(module);
                }
            }
            for (Series series : model.metrics().series()) {
                ReportRun run = series.run() == null ? null : runs.get(series.run());
                byHand += series.run() == null ? series.count() : 0;
                if (run != null) {
                    run.series.put(TellingSeries.Key.of(series), series);
                }
            }
        }
        if (byHand > 0) {
            leftOut.add(byHand + " manually logged metrics");
        }
        return new ArrayList<>(runs.values());
    }

    private void add(RunModule of) {
        ModuleRecord module = new ModuleRecord(of.module().name(), of.module().attributes());
        TrainingSettings.of(module).forEach((name, value) -> settings.put(name, Flat.text(value)));
    }
}
